import type { RelayEvent } from '@ins-relay/contracts';
import { sampleEvent } from '../test/sample-event.js';
import { RULE_ENVIRONMENT } from './rule-environment.js';
import { EVENT_FIELDS, RuleEvent } from './rule-event.js';
import { readSimpleCondition } from './simple-condition.js';

const events = [
  sampleEvent(),
  sampleEvent({ kind: 'TestTransactions', currency: undefined }),
  sampleEvent({ kind: 'Refund', totalAccountAmount: '-28.94', totalOrderAmount: undefined }),
  sampleEvent({ kind: 'CancelRebill', totalAccountAmount: undefined }),
  sampleEvent({ totalAccountAmount: undefined, unreadable: ['totalAccountAmount', 'totalTaxAmount'] }),
  sampleEvent({ totalAccountAmount: '10.50', customer: { country: 'US', state: '' } }),
] satisfies RelayEvent[];
const texts = ['""', '"US"', '"Sale"', "'7.0'", '"constructor"'];
const numbers = ['0', '10', '28.94', '10.5', '-28.94', '-0', '28.940000000000001', '9007199254740993'];

/** With every field, whether it makes sense or not. */
const conditions = Object.keys(EVENT_FIELDS).flatMap((name) => {
  const field = `event.${name}`;
  const beside = (operators: readonly string[], operands: readonly string[]) =>
    operators.flatMap((operator) => operands.map((operand) => `${field} ${operator} ${operand}`));
  return [
    field,
    `!${field}`,
    ...beside(['<', '<=', '>', '>=', '==', '!='], [...texts, ...numbers]),
    ...beside(['in'], ['["US", "Sale"]', '[]', '["US", event.kind]']),
  ];
});

function ask(answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

test('a simple condition is answered as CEL answers it, or left to it', () => {
  let simpleCount = 0;
  for (const condition of conditions) {
    if (!RULE_ENVIRONMENT.check(condition).valid) continue;
    const parsed = RULE_ENVIRONMENT.parse(condition);
    const simple = readSimpleCondition(parsed.ast);
    if (simple === undefined) continue;
    simpleCount++;
    for (const event of events) {
      const given = new RuleEvent(event, 'totalAccountAmount');
      const expected = ask(() => parsed({ event: new RuleEvent(event, 'totalAccountAmount') }));
      const answer = simple(given);
      expect([condition, answer]).toEqual([condition, typeof expected === 'boolean' ? expected : undefined]);
    }
  }
  const fieldsOf = (type: string) => Object.values(EVENT_FIELDS).filter((one) => one === type).length;
  const textConditions = fieldsOf('string') * (texts.length * 2 + 2);
  const amountConditions = fieldsOf('Decimal') * numbers.length * 6;
  expect(simpleCount).toBe(textConditions + amountConditions + fieldsOf('bool') * 2);
});

test.each([
  '"US" == event.country',
  'event.country == event.state',
  'event.country.startsWith("U")',
  'event.vendorVariables.tid == "x"',
  'event.lineItems[0].recurring',
  'event.amount * 2.0 > 10',
  'event.kind == "Sale" || event.test',
])('%s is left to CEL', (condition) => {
  expect(readSimpleCondition(RULE_ENVIRONMENT.parse(condition).ast)).toBeUndefined();
});
