import { EvaluationError } from '@marcbachmann/cel-js';
import type { AmountSource, Cause, EventMatch, RelayEvent, Rule } from '@ins-relay/contracts';
import { checkCondition } from './check-condition.js';
import {
  compileExpression,
  describeFailure,
  evaluateExpression,
  type Expression,
  type RuleContext,
} from './expression.js';
import { RuleEvent } from './rule-event.js';
import { splitCondition } from './split-condition.js';

/** Rules whose conditions were checked. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly demandCount: number;
}

interface CompiledRule {
  readonly rule: Rule;
  /** What `&&` joins in its condition. */
  readonly demands: readonly Demand[];
}

/** Rules that demand the same share it, so that each event is asked once. */
interface Demand {
  readonly index: number;
  readonly expression: Expression;
  readonly refusal: Answer;
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
  const demands = new Map<string, Demand>();
  for (const rule of rules) {
    const problem = checkCondition(rule.when) ?? checkAction(rule);
    if (problem !== undefined) return { ok: false, rule: rule.name, problem };
    compiled.push({ rule, demands: listDemands(rule.when, demands) });
  }
  return { ok: true, compiled: { rules: compiled, demandCount: demands.size } };
}

/**
 * The first rule whose condition is true decides. A condition that fails on an event, or does not say yes or no,
 * stops everything: the rules after it were written in the belief that it works.
 * @param onAnswer hears how each rule answered, with the reason
 */
export function evaluateRules(
  { rules, demandCount }: CompiledRules,
  { event, amountSource, isApproved }: RulesInput,
  onAnswer?: (trace: RuleTrace) => void,
): RulesVerdict {
  if (rules.length === 0) return { result: 'no-match' };
  const asked: Asked = {
    context: { event: new RuleEvent(event, amountSource) },
    answers: Array.from({ length: demandCount }),
  };
  for (const compiled of rules) {
    const { rule } = compiled;
    const answer = askRule(compiled, asked);
    if (!answer.ok) {
      const { cause, problem } = describeFailure(answer.error, event, amountSource);
      onAnswer?.({ rule: rule.name, answer: 'failed', why: problem });
      return { result: 'failed', rule: rule.name, cause, problem };
    }
    if (!answer.isTrue) {
      onAnswer?.({ rule: rule.name, answer: 'no', why: `${answer.unmet} is false` });
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
  | { readonly ok: true; readonly isTrue: true }
  /** `unmet` is what was asked. */
  | { readonly ok: true; readonly isTrue: false; readonly unmet: string }
  | { readonly ok: false; readonly error: unknown };

const CONSENT: Answer = { ok: true, isTrue: true };

/** What is known of an event so far. */
interface Asked {
  readonly context: RuleContext;
  /** By the demands' index. */
  readonly answers: (Answer | undefined)[];
}

/** As CEL has it, a demand that is false makes the condition false, even beside one that fails. */
function askRule({ demands }: CompiledRule, { context, answers }: Asked): Answer {
  let outcome = CONSENT;
  for (const demand of demands) {
    const answer = (answers[demand.index] ??= ask(demand, context));
    if (answer.ok && !answer.isTrue) return answer;
    if (outcome.ok) outcome = answer;
  }
  return outcome;
}

function ask({ expression, refusal }: Demand, context: RuleContext): Answer {
  const evaluated = evaluateExpression(expression, context);
  if (!evaluated.ok) return evaluated;
  if (evaluated.value === true) return CONSENT;
  if (evaluated.value === false) return refusal;
  return { ok: false, error: new EvaluationError('it is neither true nor false') };
}

function listDemands(condition: string, known: Map<string, Demand>): Demand[] {
  return splitCondition(condition).map((text) => {
    const demand = known.get(text) ?? {
      index: known.size,
      expression: compileExpression(text),
      refusal: { ok: true, isTrue: false, unmet: text },
    };
    known.set(text, demand);
    return demand;
  });
}
