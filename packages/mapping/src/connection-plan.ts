import type { AdditionalParameter, Connection } from '@ins-relay/contracts';
import { compileRules, type RulesCompilation } from './rules.js';
import { compileTemplate, type CompiledTemplate } from './template.js';

/** What of a connection's settings is worth preparing once. */
export interface ConnectionPlan {
  readonly rules: RulesCompilation;
  /** Whether a postback can have an address at all; `relay apply` checks more. */
  readonly hasDestination: boolean;
}

// Connection objects are replaced when they change, so what is prepared for one stays true for its life.
const plans = new WeakMap<Connection, ConnectionPlan>();

/** What `connection` needs for every event, prepared at the first one. */
export function planConnection(connection: Connection): ConnectionPlan {
  const known = plans.get(connection);
  if (known !== undefined) return known;
  const plan: ConnectionPlan = {
    rules: compileRules(connection.rules),
    hasDestination: isHttpAddress(connection.redtrack.trackingDomain),
  };
  plans.set(connection, plan);
  return plan;
}

export interface CompiledParameter {
  readonly name: string;
  readonly compiled: CompiledTemplate;
}

const compiledParameters = new WeakMap<readonly AdditionalParameter[], readonly CompiledParameter[]>();

/** The templates of a list of parameters, compiled at the first use of this very list. */
export function compileParameters(parameters: readonly AdditionalParameter[]): readonly CompiledParameter[] {
  const known = compiledParameters.get(parameters);
  if (known !== undefined) return known;
  const compiled = parameters.map(({ name, value }) => ({ name, compiled: compileTemplate(value) }));
  compiledParameters.set(parameters, compiled);
  return compiled;
}

function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
