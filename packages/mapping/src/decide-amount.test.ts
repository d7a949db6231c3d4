import fc from 'fast-check';
import { AMOUNT_SOURCES, EVENT_KINDS, SIGN_POLICIES, type RelayEvent } from '@ins-relay/contracts';
import { sampleEvent } from '../test/sample-event.js';
import { decideAmount } from './decide-amount.js';

const cents = fc.integer({ min: 0, max: 10 ** 14 });
const write = (amount: number) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
const kinds = fc.constantFrom(...EVENT_KINDS);

test('a sum is the amount to the cent, with the sign of its policy, and never -0.00', () => {
  fc.assert(
    fc.property(cents, kinds, fc.constantFrom(undefined, ...SIGN_POLICIES), (amount, kind, sign) => {
      const event = sampleEvent({ kind, totalAccountAmount: write(amount) });
      const policy = sign ?? (kind === 'Refund' || kind === 'Chargeback' ? 'negative' : 'positive');
      const expected = {
        negative: amount === 0 ? '0.00' : `-${write(amount)}`,
        positive: write(amount),
        zero: '0',
      };
      const decided = decideAmount(event, { type: 'X', ...(sign && { sign }) }, 'totalAccountAmount');
      const sum = kind === 'TestTransactions' ? '0' : expected[policy];
      expect(decided).toMatchObject({ ok: true, sum });
    }),
  );
});

test('payouts of any number of lines add up to the cent', () => {
  fc.assert(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (payouts) => {
      const lineItems = payouts.map((payout) => ({ affiliatePayout: write(payout) }));
      const total = payouts.reduce((sum, payout) => sum + BigInt(payout), 0n);
      const text = `${total / 100n}.${String(total % 100n).padStart(2, '0')}`;
      expect(decideAmount(sampleEvent({ lineItems }), { type: 'X' }, 'affiliatePayout')).toMatchObject({
        sum: text,
      });
    }),
  );
});

test('a sign that ClickBank sent makes no difference', () => {
  for (const totalAccountAmount of ['28.94', '-28.94', '+28.94']) {
    const refund = sampleEvent({ kind: 'Refund', totalAccountAmount });
    expect(decideAmount(refund, { type: 'X' }, 'totalAccountAmount')).toMatchObject({ sum: '-28.94' });
  }
  const free = sampleEvent({ kind: 'Refund', totalAccountAmount: '-0.00' });
  expect(decideAmount(free, { type: 'X' }, 'totalAccountAmount')).toMatchObject({ sum: '0.00' });
});

test('a missing tax is no tax; one that can’t be read or is more than the order is none to guess at', () => {
  const decide = (overrides: Partial<RelayEvent>) =>
    decideAmount(sampleEvent(overrides), { type: 'X' }, 'orderMinusTax');
  expect(decide({ totalTaxAmount: undefined })).toMatchObject({ sum: '47.00' });
  expect(decide({ totalTaxAmount: undefined, unreadable: ['totalTaxAmount'] })).toMatchObject({
    detail: 'totalTaxAmount is not a number',
  });
  expect(decide({ totalTaxAmount: '47.01' })).toMatchObject({
    detail: expect.stringMatching(/more than/) as unknown,
  });
});

test.each(['lineItems', 'lineItems.1.affiliatePayout'])(
  'payouts are not added up while %s is unreadable',
  (field) => {
    const event = sampleEvent({ lineItems: [{ affiliatePayout: '1.00' }], unreadable: [field] });
    expect(decideAmount(event, { type: 'X' }, 'affiliatePayout')).toEqual({
      ok: false,
      cause: 'amount-unreadable',
      detail: `${field} is not readable`,
    });
  },
);

test('what moves money never gets a sum from an absent amount, whatever its source', () => {
  const bare = { totalAccountAmount: undefined, totalOrderAmount: undefined, lineItems: [] };
  const withoutMoney = [
    'CancelRebill',
    'UncancelRebill',
    'SubscriptionChange',
    'CartAbandonment',
    'InitiateCheckout',
    'TestTransactions',
  ];
  for (const kind of EVENT_KINDS) {
    for (const source of AMOUNT_SOURCES) {
      const decided = decideAmount(sampleEvent({ kind, ...bare }), { type: 'X' }, source);
      expect({ kind, ok: decided.ok }).toEqual({ kind, ok: withoutMoney.includes(kind) });
    }
  }
});

test('what has no money in it needs no amount: a sign of zero, a fixed sum', () => {
  const bare = sampleEvent({ totalAccountAmount: undefined });
  expect(decideAmount(bare, { type: 'X', sign: 'zero' }, 'totalAccountAmount')).toMatchObject({ sum: '0' });
  expect(decideAmount(bare, { type: 'X', amount: '0' }, 'totalAccountAmount')).toMatchObject({ sum: '0' });
});

test.each(['', '1e3', 'NaN', '1,5', '.5', '5.'])('the fixed amount %p is refused, not sent', (amount) => {
  expect(decideAmount(sampleEvent(), { type: 'X', amount, sign: 'negative' }, 'totalAccountAmount').ok).toBe(
    false,
  );
});
