import { Environment } from '@marcbachmann/cel-js';
import { registerDecimal } from './rule-decimal.js';
import { EVENT_FIELDS, RuleEvent } from './rule-event.js';
import { LINE_FIELDS, RuleLineItem } from './rule-line-item.js';

/** The fields that a condition can name. */
export const RULE_FIELD_NAMES = {
  event: Object.keys(EVENT_FIELDS),
  lineItem: Object.keys(LINE_FIELDS),
} as const;

/** Enough for any condition a person writes; a bound on what a hostile one can cost. */
const LIMITS = { maxAstNodes: 2_000, maxDepth: 60 };

/** What a condition can name, typed, so that a mistake is found when a rule is applied. */
export const RULE_ENVIRONMENT = registerDecimal(new Environment({ limits: LIMITS }))
  // CEL compares `<` and `>` across kinds of numbers, but not `==`: `quantity == 2.0` is no trap here.
  .registerOperator('double == int', (a: number, b: bigint) => a === Number(b))
  .registerType('LineItem', { ctor: RuleLineItem, fields: LINE_FIELDS })
  .registerType('Event', { ctor: RuleEvent, fields: EVENT_FIELDS })
  .registerVariable('event', 'Event');
