import { EvaluationError, type ASTNode } from '@marcbachmann/cel-js';
import type { AmountSource, Cause, EventMatch, RelayEvent, Rule } from '@ins-relay/contracts';
import { checkCondition } from './check-condition.js';
import {
  compileExpression,
  describeFailure,
  evaluateExpression,
  type Expression,
  type RuleContext,
} from './expression.js';
import { RULE_ENVIRONMENT, toRuleContext } from './rule-environment.js';

/** Rules whose conditions were checked. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
}

interface CompiledRule {
  readonly rule: Rule;
  readonly condition: Expression;
  /** What `&&` joins in the condition, to say which of it was false. */
  readonly demands: readonly Expression[];
}

export type RulesCompilation =
  | { readonly ok: true; readonly compiled: CompiledRules }
  /** `problem` points at the column. */
  | { readonly ok: false; readonly rule: string; readonly problem: string };

/** How one rule answered: `event.kind == "Sale" is false`. Rules after the one that decided are not asked. */
export interface RuleTrace {
  readonly rule: string;
  readonly answer: 'yes' | 'no' | 'failed' | 'approved';
  readonly why: string;
}

export type RulesVerdict =
  | { readonly result: 'send'; readonly rule: string; readonly matches: readonly EventMatch[] }
  | { readonly result: 'ignore'; readonly rule: string; readonly reason: string }
  | { readonly result: 'hold'; readonly rule: string; readonly reason: string }
  | { readonly result: 'no-match' }
  /** The condition could not be evaluated on this event; no further rule was looked at. */
  | {
      readonly result: 'failed';
      readonly rule: string;
      readonly cause: Extract<Cause, 'rule-failed' | 'amount-unreadable'>;
      readonly problem: string;
    };

export interface RulesInput {
  readonly event: RelayEvent;
  /** Of the connection; conditions see it as `event.amount`. */
  readonly amountSource: AmountSource;
  /** An operator let the event go: rules that hold are passed over. */
  readonly isApproved: boolean;
}

/** Checks every rule: its condition, and that it does exactly one thing. */
export function compileRules(rules: readonly Rule[]): RulesCompilation {
  const compiled: CompiledRule[] = [];
  for (const rule of rules) {
    const problem = checkCondition(rule.when) ?? checkAction(rule);
    if (problem !== undefined) return { ok: false, rule: rule.name, problem };
    const condition = compileExpression(rule.when);
    compiled.push({ rule, condition, demands: listDemands(condition.ast) });
  }
  return { ok: true, compiled: { rules: compiled } };
}

/**
 * The first rule whose condition is true decides. A condition that fails on an event, or does not say yes or no,
 * stops everything: the rules after it were written in the belief that it works.
 * @param onAnswer hears how each rule answered, with the reason, which is worked out for it alone
 */
export function evaluateRules(
  { rules }: CompiledRules,
  { event, amountSource, isApproved }: RulesInput,
  onAnswer?: (trace: RuleTrace) => void,
): RulesVerdict {
  if (rules.length === 0) return { result: 'no-match' };
  const context = toRuleContext(event, amountSource);
  for (const compiled of rules) {
    const { rule, condition } = compiled;
    const answer = ask(condition, context);
    if (!answer.ok) {
      const { cause, problem } = describeFailure(answer.error, event, amountSource);
      onAnswer?.({ rule: rule.name, answer: 'failed', why: problem });
      return { result: 'failed', rule: rule.name, cause, problem };
    }
    if (!answer.isTrue) {
      onAnswer?.({ rule: rule.name, answer: 'no', why: explain(compiled, context) });
      continue;
    }
    if (rule.hold !== undefined && isApproved) {
      onAnswer?.({ rule: rule.name, answer: 'approved', why: 'an operator let the event go' });
      continue;
    }
    onAnswer?.({ rule: rule.name, answer: 'yes', why: 'its condition is true' });
    return act(rule);
  }
  return { result: 'no-match' };
}

function act({ name, send, ignore, hold }: Rule): RulesVerdict {
  if (ignore !== undefined) return { result: 'ignore', rule: name, reason: ignore };
  if (hold !== undefined) return { result: 'hold', rule: name, reason: hold };
  return { result: 'send', rule: name, matches: send ?? [] };
}

function checkAction({ send, ignore, hold }: Rule): string | undefined {
  const given = [send, ignore, hold].filter((action) => action !== undefined).length;
  if (given !== 1)
    return `it ${given === 0 ? 'does nothing' : 'does several things'}: one of send, ignore and hold`;
  return send?.length === 0 ? 'it sends nothing; write ignore with the reason' : undefined;
}

type Answer =
  { readonly ok: true; readonly isTrue: boolean } | { readonly ok: false; readonly error: unknown };

function ask(condition: Expression, context: RuleContext): Answer {
  const evaluated = evaluateExpression(condition, context);
  if (!evaluated.ok) return evaluated;
  if (typeof evaluated.value === 'boolean') return { ok: true, isTrue: evaluated.value };
  return { ok: false, error: new EvaluationError('it is neither true nor false') };
}

function explain({ rule, demands }: CompiledRule, context: RuleContext): string {
  const unmet = demands.find((demand) => {
    const answer = ask(demand, context);
    return answer.ok && !answer.isTrue;
  });
  return `${unmet?.text ?? rule.when} is false`;
}

function listDemands(node: ASTNode): Expression[] {
  if (node.op === '&&') return node.args.flatMap(listDemands);
  const text = node.input.slice(node.range.start, node.range.end);
  return RULE_ENVIRONMENT.check(text).valid ? [compileExpression(text)] : [];
}
