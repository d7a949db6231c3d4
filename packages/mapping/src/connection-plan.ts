import type { Connection } from '@ins-relay/contracts';
import { compileRules, type RulesCompilation } from './rules.js';
import { compileTemplate, type CompiledTemplate } from './template.js';

/** What of a connection's settings is worth preparing once. */
export interface ConnectionPlan {
  readonly rules: RulesCompilation;
  /** Whether a postback can have an address at all; `relay apply` checks more. */
  readonly hasDestination: boolean;
  readonly parameters: readonly { readonly name: string; readonly compiled: CompiledTemplate }[];
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
    parameters: connection.parameters.map(({ name, value }) => ({ name, compiled: compileTemplate(value) })),
  };
  plans.set(connection, plan);
  return plan;
}

function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
