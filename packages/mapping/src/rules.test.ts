import fc from 'fast-check';
import type { RelayEvent, Rule } from '@ins-relay/contracts';
import { sampleEvent } from '../test/sample-event.js';
import { compileExpression, evaluateExpression } from './expression.js';
import { RuleEvent } from './rule-event.js';
import { compileRules, evaluateRules, type RulesVerdict, type RuleTrace } from './rules.js';

const rule = (when: string, name = 'r'): Rule => ({ name, when, ignore: 'because' });

function evaluate(
  rules: Rule[],
  overrides: Partial<RelayEvent> = {},
  onAnswer?: (trace: RuleTrace) => void,
  isApproved = false,
): RulesVerdict {
  const compilation = compileRules(rules);
  if (!compilation.ok) throw new Error(compilation.problem);
  return evaluateRules(
    compilation.compiled,
    {
      event: sampleEvent(overrides),
      amountSource: 'totalAccountAmount',
      isApproved,
    },
    onAnswer,
  );
}

test.each([
  'event.kind == "Sale" && event.transactionType == "SALE" && event.version == "7.0" && !event.test',
  'event.receipt.startsWith("CWOG") && event.role == "VENDOR" && event.account == "acme"',
  'event.amount == 28.94 && event.orderAmount == 47 && event.orderAmount != 46 && 47 == event.orderAmount',
  'event.amount >= 28 && event.amount < 29.0',
  'event.country == "" && event.vendor == "" && event.paymentMethod == "" && event.currency == ""',
  'event.kind in ["Sale", "Upsell"]',
  'event.lineItems.exists(i, i.productTitle.contains("Gui") && i.quantity == 1 && i.accountAmount == 0.0)',
  'event.lineItems.size() == 1 && !event.recurring',
  '"tid" in event.vendorVariables && event.vendorVariables.tid == "x" && event.vendorVariables["tid"] == "x"',
  'event.trackingCodes.exists(code, code.size() == 24)',
  'event.kind == "Refund" ||\n  event.kind == "Sale" // a comment',
])('%s is true of the sample', (when) => {
  expect(evaluate([rule(when)], { vendorVariables: { tid: 'x' } })).toMatchObject({ result: 'ignore' });
});

test.each([
  ['event.knd == "Sale"', 'No such key: knd (column 7); did you mean kind?'],
  ['has(event.amout)', 'No such key: amout; did you mean amount? (column 5)'],
  ['event.lineItems.exists(i, i.itmNo == "1")', 'No such key: itmNo (column 29); did you mean itemNo?'],
  ['kind == "Sale"', 'Unknown variable: kind (column 1); did you mean event.kind?'],
  ['evnt.kind == "Sale"', 'Unknown variable: evnt (column 1); did you mean event?'],
  ['event.test &&\n  event.knd == "Sale"', 'No such key: knd (line 2, column 9); did you mean kind?'],
  ['event.kind == "sale"', 'there is no event "sale"; did you mean Sale? (column 1)'],
  ['event.test || "Purchase" != event.kind', 'there is no event "Purchase" (column 15)'],
  ['event.kind in ["Sale", "Upsel"]', 'there is no event "Upsel"; did you mean Upsell? (column 1)'],
  [
    'event.receipt.matches("(a+)+$")',
    'matches() is not available; use contains, startsWith or endsWith (column 1)',
  ],
  [
    'event.receipt. // a comment\nmatches("a")',
    'matches() is not available; use contains, startsWith or endsWith (column 1)',
  ],
  ['event.kind', 'it is a string; a condition has to be true or false'],
  ['event.kind = "Sale"', 'Unexpected character: = (column 12)'],
  ['', 'Unexpected token: EOF (column 1)'],
])('%j is refused: %s', (when, problem) => {
  expect(compileRules([rule('true', 'fine'), rule(when, 'wrong')])).toEqual({
    ok: false,
    rule: 'wrong',
    problem,
  });
});

test('the word matches in a text is no call of it', () => {
  expect(compileRules([rule('event.receipt == "x.matches(y)"')]).ok).toBe(true);
});

test.each<[string, Partial<Rule>]>([
  ['does nothing', { ignore: undefined }],
  ['does several things', { send: [{ type: 'X' }] }],
  ['does several things', { hold: 'because' }],
  ['sends nothing', { ignore: undefined, send: [] }],
])('a rule that %s is refused, for it would lose events', (problem, overrides) => {
  expect(compileRules([{ ...rule('true'), ...overrides }])).toMatchObject({
    ok: false,
    problem: expect.stringContaining(problem) as unknown,
  });
});

test('the first rule that is true decides, and later ones are not looked at', () => {
  const send = [{ type: 'HighTicket' }, { type: 'Purchase', amount: '0' }];
  const rules: Rule[] = [
    rule('event.amount > 500.0', 'no'),
    { name: 'yes', when: 'event.amount > 5.0', send },
    rule('event.lineItems[9].itemNo == "breaks"', 'late'),
  ];
  expect(evaluate(rules)).toEqual({ result: 'send', rule: 'yes', matches: send });
});

test('where none is true, each says which of its demands was not met', () => {
  const rules = [
    rule('event.kind == "Sale" && event.amount >= 500.0', 'high-ticket'),
    rule('(event.test || event.kind == "Upsell") && event.amount > 1.0', 'either'),
    rule('!(event.kind == "Sale")', 'not'),
  ];
  const traces: RuleTrace[] = [];
  expect(evaluate(rules, {}, (trace) => traces.push(trace))).toEqual({ result: 'no-match' });
  expect(traces).toEqual([
    { rule: 'high-ticket', answer: 'no', why: 'event.amount >= 500.0 is false' },
    { rule: 'either', answer: 'no', why: 'event.test || event.kind == "Upsell" is false' },
    { rule: 'not', answer: 'no', why: '!(event.kind == "Sale") is false' },
  ]);
});

test('a rule that holds is passed over once an operator approved, and those after it decide', () => {
  const rules: Rule[] = [
    { name: 'review', when: 'event.amount > 1', hold: 'look at it' },
    { name: 'send', when: 'true', send: [{ type: 'X' }] },
  ];
  const traces: RuleTrace[] = [];
  expect(evaluate(rules)).toEqual({ result: 'hold', rule: 'review', reason: 'look at it' });
  expect(evaluate(rules, {}, (trace) => traces.push(trace), true)).toMatchObject({ result: 'send' });
  expect(traces.map(({ rule, answer }) => `${rule} ${answer}`)).toEqual(['review approved', 'send yes']);
});

test('amounts are exact: what is added up to 0.3 is 0.3', () => {
  const lineItems = [{ accountAmount: '0.10' }, { accountAmount: '0.20' }];
  for (const when of [
    'event.lineItems.map(i, i.accountAmount).sum() == 0.3',
    'event.orderAmount - event.taxAmount == 43.50',
    'event.amount * 2 == 57.88 && 100 - event.amount == 71.06 && event.amount / 2 < 14.48',
  ]) {
    expect(evaluate([rule(when)], { lineItems })).toMatchObject({ result: 'ignore' });
  }
});

test('a condition that takes too long on a list is stopped, and sends nothing', () => {
  const lineItems = Array.from({ length: 2_000 }, (_, i) => ({ itemNo: String(i) }));
  const when =
    'event.lineItems.all(a, event.lineItems.all(b, event.lineItems.all(c, a.itemNo + b.itemNo + c.itemNo != "x")))';
  expect(evaluate([rule(when)], { lineItems })).toEqual({
    result: 'failed',
    rule: 'r',
    cause: 'rule-failed',
    problem: 'it took longer than 100 ms',
  });
});

test.each([
  ['event.lineItems[5].itemNo == "1"', 'rule-failed', /out of bounds/],
  ['event.vendorVariables.clickid == "x"', 'rule-failed', /No such key: clickid/],
  ['dyn(1)', 'rule-failed', /neither true nor false/],
])('%s stops at the event, and is never taken for false', (when, cause, problem) => {
  expect(evaluate([rule(when), rule('true', 'later')])).toEqual({
    result: 'failed',
    rule: 'r',
    cause,
    problem: expect.stringMatching(problem) as unknown,
  });
});

describe('an amount that could not be read', () => {
  const unreadable = { totalAccountAmount: undefined, unreadable: ['totalAccountAmount'] };

  test('is never compared as if it were 0', () => {
    for (const when of ['event.amount < 10.0', 'event.amount >= 500.0', '!(event.amount >= 500.0)']) {
      expect(evaluate([rule(when)], unreadable)).toEqual({
        result: 'failed',
        rule: 'r',
        cause: 'amount-unreadable',
        problem: 'totalAccountAmount is not a number',
      });
    }
    const lines = { lineItems: [{ itemNo: '1' }], unreadable: ['lineItems.0.accountAmount'] };
    expect(evaluate([rule('event.lineItems.exists(i, i.accountAmount < 5.0)')], lines)).toMatchObject({
      result: 'failed',
    });
  });

  test('is absent for has(), and harms no rule that does not look at it', () => {
    expect(evaluate([rule('has(event.amount)')], unreadable)).toMatchObject({ result: 'no-match' });
    expect(evaluate([rule('event.kind == "Sale"')], unreadable)).toMatchObject({ result: 'ignore' });
  });

  test('fails where a sale has none at all, and is 0 for what moves no money', () => {
    const absent = { totalAccountAmount: undefined };
    expect(evaluate([rule('event.amount < 1.0')], absent)).toMatchObject({ cause: 'amount-unreadable' });
    expect(evaluate([rule('event.amount < 1.0')], { ...absent, kind: 'CartAbandonment' })).toMatchObject({
      result: 'ignore',
    });
    expect(evaluate([rule('event.amount < 1.0')], { ...absent, kind: 'Other' })).toMatchObject({
      result: 'ignore',
    });
  });
});

test('a condition is asked in parts, which rules share, and answers as it does as a whole', () => {
  const parts = [
    'event.kind == "Sale"',
    'event.test',
    '(event.test || event.kind == "Sale")',
    '(event.test || event.recurring) == (event.kind == "Rebill")',
    '(event.test ? event.recurring : event.amount > 1.0)',
    '!(event.test && event.recurring)',
    '(event.kind) == ("Sale")',
    'event.amount > 28.939999999999999999',
    '"(" in event.vendorVariables',
    'event.lineItems.exists(i, i.itemNo == "1" && i.quantity > 0)',
    'event.lineItems[5].itemNo == "1"',
    'event.amount / 0 > 1',
    'dyn(1)',
  ];
  const context = { event: new RuleEvent(sampleEvent(), 'totalAccountAmount') };
  const answer = (when: string): unknown => {
    const whole = evaluateExpression(compileExpression(when), context);
    if (!whole.ok) return 'failed';
    return whole.value === true ? 'ignore' : whole.value === false ? 'no-match' : 'failed';
  };
  const part = fc.constantFrom(...parts);
  const both = fc.tuple(part, part).map(([left, right]) => `(${left} && ${right})`);
  const condition = fc.array(fc.oneof(part, both), { minLength: 1, maxLength: 4 });
  const conditions = fc.array(condition.map((list) => list.join(' && ')));
  fc.assert(
    fc.property(conditions, (list) => {
      const deciding = list.find((when) => answer(when) !== 'no-match');
      const verdict = evaluate(list.map((when) => rule(when, when)));
      const expected = deciding === undefined ? 'no-match' : answer(deciding);
      expect(verdict).toMatchObject({ result: expected, ...(deciding && { rule: deciding }) });
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['event.test && (event.kind + "a") == "b"', 'event.test is false'],
  ['(event.kind + "a") == "b" && event.test', 'event.kind + "a" == "b" is false'],
  ['(event.test || event.recurring) && true', 'event.test || event.recurring is false'],
  ['event.lineItems[5].itemNo == "1" && event.test', 'event.test is false'],
])('%s says which part is false', (when, why) => {
  const traces: RuleTrace[] = [];
  evaluate([rule(when)], {}, (trace) => traces.push(trace));
  expect(traces).toEqual([{ rule: 'r', answer: 'no', why }]);
});

test('what several rules demand is worked out once for an event', () => {
  const rules = Array.from({ length: 100 }, (_, i) =>
    rule(`event.vendorVariables.tid == "x" && event.amount > ${1_000 + i}`),
  );
  const countReads = (list: Rule[]) => {
    let reads = 0;
    const vendorVariables = {
      get tid() {
        reads++;
        return 'x';
      },
    };
    expect(evaluate(list, { vendorVariables })).toEqual({ result: 'no-match' });
    return reads;
  };
  expect(countReads(rules)).toBe(countReads(rules.slice(0, 1)));
});

test('compiling never throws, whatever the condition', () => {
  const words = fc.constantFrom(
    ...[
      'event',
      '.',
      'kind',
      '==',
      '"Sale"',
      '&&',
      '||',
      '!',
      '(',
      ')',
      '[',
      ']',
      '0',
      '1.5',
      'has',
      'in',
      ',',
      '?',
      ':',
    ],
    ...['lineItems', 'exists', 'i', 'amount', '{', '}', '\\', '\n', "'", 'matches', 'dyn', 'cel.bind'],
  );
  const conditions = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 14 }).map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(conditions, (when) => {
      expect(typeof compileRules([rule(when)]).ok).toBe('boolean');
    }),
    { numRuns: 1_000 },
  );
  expect(compileRules([rule('('.repeat(5_000))]).ok).toBe(false);
});
