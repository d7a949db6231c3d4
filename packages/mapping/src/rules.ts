import { EvaluationError, type ASTNode } from '@marcbachmann/cel-js';
import type { AmountSource, Cause, EventMatch, RelayEvent, Rule } from '@ins-relay/contracts';
import { checkCondition } from './check-condition.js';
import { readAmount } from './read-amount.js';
import { RULE_ENVIRONMENT, toRuleContext } from './rule-environment.js';

/** Rules whose conditions were checked. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
}

type Condition = (context: Record<string, unknown>) => unknown;

interface CompiledRule {
  readonly rule: Rule;
  readonly evaluate: Condition;
  /** What `&&` joins in the condition, to say which of it was false. */
  readonly demands: readonly { readonly text: string; readonly evaluate: Condition }[];
}

export type RulesCompilation =
  | { readonly ok: true; readonly compiled: CompiledRules }
  /** `problem` points at the column. */
  | { readonly ok: false; readonly rule: string; readonly problem: string };

/** Why a rule did not match: `event.kind == "Sale" is false`. */
export interface RuleTrace {
  readonly rule: string;
  readonly why: string;
}

export type RulesVerdict =
  | { readonly result: 'send'; readonly rule: string; readonly matches: readonly EventMatch[] }
  | { readonly result: 'ignore'; readonly rule: string; readonly reason: string }
  | { readonly result: 'no-match'; readonly trace: readonly RuleTrace[] }
  /** The condition could not be evaluated on this event; no further rule was looked at. */
  | {
      readonly result: 'failed';
      readonly rule: string;
      readonly cause: FailureCause;
      readonly problem: string;
    };

type FailureCause = Extract<Cause, 'rule-failed' | 'amount-unreadable'>;

/** Checks every rule: its condition, and that it does exactly one thing. */
export function compileRules(rules: readonly Rule[]): RulesCompilation {
  const compiled: CompiledRule[] = [];
  for (const rule of rules) {
    const problem = checkCondition(rule.when) ?? checkAction(rule);
    if (problem !== undefined) return { ok: false, rule: rule.name, problem };
    const evaluate = RULE_ENVIRONMENT.parse(rule.when);
    compiled.push({ rule, evaluate, demands: listDemands(evaluate.ast) });
  }
  return { ok: true, compiled: { rules: compiled } };
}

/**
 * The first rule whose condition is true decides. A condition that fails on an event, or does not say yes or no,
 * stops everything: the rules after it were written in the belief that it works.
 * @param amountSource of the connection; conditions see it as `event.amount`
 */
export function evaluateRules(
  { rules }: CompiledRules,
  event: RelayEvent,
  amountSource: AmountSource,
): RulesVerdict {
  if (rules.length === 0) return { result: 'no-match', trace: [] };
  const context = toRuleContext(event, amountSource);
  const trace: RuleTrace[] = [];
  for (const compiled of rules) {
    const { rule } = compiled;
    const answer = ask(compiled.evaluate, context);
    if (!answer.ok) {
      return { result: 'failed', rule: rule.name, ...describeFailure(answer.error, event, amountSource) };
    }
    if (answer.isTrue) {
      return rule.ignore === undefined
        ? { result: 'send', rule: rule.name, matches: rule.send ?? [] }
        : { result: 'ignore', rule: rule.name, reason: rule.ignore };
    }
    trace.push({ rule: rule.name, why: explain(compiled, context) });
  }
  return { result: 'no-match', trace };
}

function checkAction({ send, ignore }: Rule): string | undefined {
  if (send !== undefined && ignore !== undefined) return 'it both sends and ignores';
  if (send === undefined && ignore === undefined) return 'it neither sends nor ignores';
  return send?.length === 0 ? 'it sends nothing; write ignore with the reason' : undefined;
}

type Answer =
  { readonly ok: true; readonly isTrue: boolean } | { readonly ok: false; readonly error: unknown };

function ask(condition: Condition, context: Record<string, unknown>): Answer {
  try {
    const value = condition(context);
    if (typeof value === 'boolean') return { ok: true, isTrue: value };
    return { ok: false, error: new EvaluationError('it is neither true nor false') };
  } catch (error) {
    return { ok: false, error };
  }
}

/** An amount that is left out because it could not be read is told as that, not as a mistake in the rule. */
function describeFailure(
  error: unknown,
  event: RelayEvent,
  amountSource: AmountSource,
): { cause: FailureCause; problem: string } {
  if (!(error instanceof EvaluationError))
    return { cause: 'rule-failed', problem: 'it could not be evaluated' };
  const { code, node, summary } = error;
  const field =
    code === 'no_such_key' && node?.op === '.' && node.args[0].args === 'event' ? node.args[1] : '';
  const source = field === 'amount' ? amountSource : field === 'orderAmount' ? 'totalOrderAmount' : undefined;
  const read = source === undefined ? undefined : readAmount(event, source);
  return read === undefined || read.ok
    ? { cause: 'rule-failed', problem: summary }
    : { cause: 'amount-unreadable', problem: read.detail };
}

function explain({ rule, demands }: CompiledRule, context: Record<string, unknown>): string {
  const unmet = demands.find(({ evaluate }) => {
    const answer = ask(evaluate, context);
    return answer.ok && !answer.isTrue;
  });
  return `${unmet?.text ?? rule.when} is false`;
}

function listDemands(node: ASTNode): { text: string; evaluate: Condition }[] {
  if (node.op === '&&') return node.args.flatMap(listDemands);
  const text = node.input.slice(node.range.start, node.range.end);
  return RULE_ENVIRONMENT.check(text).valid ? [{ text, evaluate: RULE_ENVIRONMENT.parse(text) }] : [];
}
