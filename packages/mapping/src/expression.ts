import { EvaluationError } from '@marcbachmann/cel-js';
import type { AmountSource, Cause, RelayEvent } from '@ins-relay/contracts';
import { findEventField, listNodes } from './expression-tree.js';
import { readAmount } from './read-amount.js';
import { DivisionByZeroError } from './rule-decimal.js';
import { RULE_ENVIRONMENT } from './rule-environment.js';
import { findAmountSource, type RuleEvent } from './rule-event.js';
import { readSimpleCondition } from './simple-condition.js';
import { runWithin, TimeLimitError } from './watchdog.js';

/** A checked CEL expression, ready to be evaluated. */
export interface Expression {
  readonly text: string;
  readonly evaluate: (context: RuleContext) => unknown;
}

export interface RuleContext {
  readonly event: RuleEvent;
}

export interface EvaluationFailure {
  readonly cause: Extract<Cause, 'rule-failed' | 'amount-unreadable'>;
  readonly problem: string;
  /** The event has no such amount, which for some events is no wonder. */
  readonly isAbsent: boolean;
}

export type Evaluated =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** Far more than any condition needs on any genuine event; little enough for a queue to bear. */
const EVALUATION_MS_MAX = 100;
/** They go through lists, whose length others choose. */
const LOOPS: readonly string[] = ['all', 'exists', 'exists_one', 'map', 'filter'];

/** Parses an expression that was checked. */
export function compileExpression(text: string): Expression {
  const parsed = RULE_ENVIRONMENT.parse(text);
  const askCel = (context: RuleContext): unknown => parsed(context);
  const simple = readSimpleCondition(parsed.ast);
  if (simple !== undefined) return { text, evaluate: (context) => simple(context.event) ?? askCel(context) };
  const loops = [...listNodes(parsed.ast)].some(({ op, args }) => op === 'rcall' && LOOPS.includes(args[0]));
  return {
    text,
    evaluate: loops ? (context) => runWithin(EVALUATION_MS_MAX, () => askCel(context)) : askCel,
  };
}

/** Never throws. */
export function evaluateExpression(expression: Expression, context: RuleContext): Evaluated {
  try {
    return { ok: true, value: expression.evaluate(context) };
  } catch (error) {
    return { ok: false, error };
  }
}

/**
 * Why an expression could not be evaluated, as far as an operator may read it. An amount that is left out because
 * it could not be read is told as that, not as a mistake in the expression.
 */
export function describeFailure(
  error: unknown,
  event: RelayEvent,
  amountSource: AmountSource,
): EvaluationFailure {
  const fail = (problem: string) => ({ cause: 'rule-failed', problem, isAbsent: false }) as const;
  if (error instanceof TimeLimitError) return fail(`it ${error.message}`);
  if (error instanceof DivisionByZeroError) return fail(error.message);
  if (!(error instanceof EvaluationError)) return fail('it could not be evaluated');
  const { code, node, summary } = error;
  const field = (code === 'no_such_key' && node !== undefined ? findEventField(node) : undefined) ?? '';
  const source = findAmountSource(field, amountSource);
  const read = source === undefined ? undefined : readAmount(event, source);
  if (read === undefined || read.ok) return fail(summary);
  return { cause: 'amount-unreadable', problem: read.detail, isAbsent: read.reason === 'absent' };
}
