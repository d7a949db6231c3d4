import { Big } from 'big.js';
import type { AmountSource, RelayEvent } from '@ins-relay/contracts';
import { checkAmountExpression } from './check-condition.js';
import { compileExpression, describeFailure, evaluateExpression, type Expression } from './expression.js';
import type { ReadAmount } from './read-amount.js';
import { RuleDecimal } from './rule-decimal.js';
import { RuleEvent } from './rule-event.js';

/** Of every currency that ClickBank pays out in. */
const PLACES = 2;
/** Connections are few and repeat their expressions; more than so many at once were never meant to be kept. */
const COMPILED_MAX = 1_000;
const compiled = new Map<string, Expression | string>();

/**
 * The amount that an expression gives on an event, exact, rounded half up to cents at the end.
 * @param amountSource of the connection; it is `event.amount`
 */
export function computeAmount(expression: string, event: RelayEvent, amountSource: AmountSource): ReadAmount {
  const known = compile(expression);
  if (typeof known === 'string') return refuse(`${expression}: ${known}`);
  const evaluated = evaluateExpression(known, { event: new RuleEvent(event, amountSource) });
  if (!evaluated.ok) {
    const { cause, problem, isAbsent } = describeFailure(evaluated.error, event, amountSource);
    if (isAbsent) return { ok: false, reason: 'absent', detail: problem };
    return refuse(cause === 'amount-unreadable' ? problem : `${expression}: ${problem}`);
  }
  const value = toBig(evaluated.value);
  if (value === undefined) return refuse(`${expression} is not a number`);
  if (value.lt(0)) return refuse(`${expression} is negative`);
  return { ok: true, amount: value.toFixed(PLACES, Big.roundHalfUp) };
}

/** @returns what is wrong with it, as text; `relay apply` refuses those */
function compile(expression: string): Expression | string {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  const fresh = checkAmountExpression(expression) ?? compileExpression(expression);
  compiled.set(expression, fresh);
  return fresh;
}

function toBig(value: unknown): Big | undefined {
  if (value instanceof RuleDecimal) return value.value;
  if (typeof value === 'bigint') return new Big(String(value));
  return typeof value === 'number' && Number.isFinite(value) ? new Big(String(value)) : undefined;
}

function refuse(detail: string): ReadAmount {
  return { ok: false, reason: 'unreadable', detail };
}
