import { decodeNotification } from './decode-notification.js';
import { parseAmount } from './parse-amount.js';
import { parseTransactionTime } from './parse-transaction-time.js';

const context = { account: 'acme', verification: 'encrypted' } as const;
const decode = (payload: Record<string, unknown>) =>
  decodeNotification({ role: 'VENDOR', version: 7, ...payload }, context);

describe('event kinds', () => {
  test.each([
    ['SALE', 'Sale'],
    ['sale', 'Sale'],
    ['BILL', 'Rebill'],
    ['RFND', 'Refund'],
    ['CGBK', 'Chargeback'],
    ['INSF', 'Chargeback'],
    ['CANCEL-REBILL', 'CancelRebill'],
    ['cancel_rebill', 'CancelRebill'],
    ['UNCANCEL_REBILL', 'UncancelRebill'],
    ['SUBSCRIPTION-CHG', 'SubscriptionChange'],
    ['SUBSCRIPTION_CHG 12 TO 13', 'SubscriptionChange'],
    ['ABANDONED_ORDER', 'CartAbandonment'],
    ['TEST', 'TestTransactions'],
    ['TEST_SALE', 'TestTransactions'],
    ['CANCEL-TEST-REBILL', 'TestTransactions'],
    ['CUSTOMER_AUTH_FAILURE', 'Other'],
    ['constructor', 'Other'],
    ['', 'Other'],
  ])('%s is %s', (transactionType, kind) => {
    expect(decode({ transactionType, receipt: 'AAAAAAAA' }).kind).toBe(kind);
  });
});

describe('upsells and parents', () => {
  const sale = { transactionType: 'SALE', receipt: 'CHILD001' };

  test('the original of a flow is a sale though it carries an upsell object', () => {
    const original = decode({ ...sale, upsell: { upsellOriginalReceipt: 'CHILD001', upsellFlowId: 5 } });
    expect(original).toMatchObject({ kind: 'Sale', upsell: { flowId: '5' } });
    expect(original.parentReceipt).toBeUndefined();
    expect(decode({ ...sale, upsell: { upsellFlowId: 5 } }).kind).toBe('Sale');
  });

  test.each([
    ['a line of type UPSELL', { lineItems: [{ lineItemType: 'UPSELL' }] }],
    ['a line of type downsell, alone', { lineItems: { lineItemType: 'downsell' } }],
    ['another original receipt', { upsell: { upsellOriginalReceipt: 'PARENT01' } }],
    ['another original receipt, in an array', { upsell: [{ upsellOriginalReceipt: 'PARENT01' }] }],
  ])('%s makes an upsell', (_name, more) => {
    expect(decode({ ...sale, ...more }).kind).toBe('Upsell');
  });

  test.each([
    ['SALE', 'CHILD001', 'PARENT01', 'PARENT01'],
    ['BILL', 'CHILD001-B002', undefined, 'CHILD001'],
    ['RFND', 'CHILD001-B013', 'PARENT01', 'CHILD001'],
    ['RFND', 'CHILD001', 'PARENT01', 'CHILD001'],
    ['CANCEL-REBILL', 'CHILD001', undefined, 'CHILD001'],
  ])(
    'the parent of %s %s (upsell of %s) is %s',
    (transactionType, receipt, upsellOriginalReceipt, parent) => {
      expect(decode({ transactionType, receipt, upsell: { upsellOriginalReceipt } }).parentReceipt).toBe(
        parent,
      );
    },
  );
});

test('a receipt in another case is still its own original', () => {
  const event = decode({
    transactionType: 'SALE',
    receipt: 'CHILD001',
    upsell: { upsellOriginalReceipt: 'child001' },
  });
  expect(event.kind).toBe('Sale');
  expect(event.parentReceipt).toBeUndefined();
});

test.each([' ', '0x10', '1e3', '1.5', 'x', {}, true])('%j is no number of pieces', (quantity) => {
  const event = decode({ transactionType: 'SALE', lineItems: [{ quantity }] });
  expect(event.lineItems).toEqual([{}]);
  expect(event.unreadable).toEqual(['lineItems.0.quantity']);
});

test.each(['yes', 1, [], { toString: 1, valueOf: 1 }])('%j is neither true nor false', (recurring) => {
  const event = decode({ transactionType: 'SALE', lineItems: [{ recurring }] });
  expect(event.lineItems).toEqual([{}]);
  expect(event.unreadable).toEqual(['lineItems.0.recurring']);
});

describe('receipts', () => {
  test('asterisks and nothing are no receipt', () => {
    expect(decode({ transactionType: 'TEST', receipt: '********' }).receipt).toBeUndefined();
    expect(decode({ transactionType: 'ABANDONED_ORDER' }).receipt).toBeUndefined();
  });

  test('one of 10 kB is cut, told, and stays different from its like', () => {
    const long = decode({ transactionType: 'SALE', receipt: 'R'.repeat(10_000) });
    const other = decode({ transactionType: 'SALE', receipt: `${'R'.repeat(9_999)}S` });
    expect(long.receipt).toHaveLength(64);
    expect(long.unreadable).toContain('receipt');
    expect(long.receipt).not.toBe(other.receipt);
  });
});

describe('amounts', () => {
  test.each([
    [28.94, '28.94'],
    ['28.94', '28.94'],
    [240, '240.00'],
    [5.1, '5.10'],
    [-28.94, '28.94'],
    ['-0.00', '0.00'],
    [' 7 ', '7.00'],
    ['0012.5', '12.50'],
    [1e-7, '0.0000001'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('%p is %s', (value, amount) => {
    expect(parseAmount(value)).toBe(amount);
  });

  test.each(['NaN', 'Infinity', NaN, Infinity, '', '1,5', '1.2.3', '0x10', '1e5', 1e21, {}, [], null, true])(
    '%p is none',
    (value) => {
      expect(parseAmount(value)).toBeUndefined();
    },
  );

  test('one that can’t be read is absent, and named', () => {
    const event = decode({
      transactionType: 'SALE',
      totalAccountAmount: 'NaN',
      lineItems: [{ accountAmount: {} }],
    });
    expect(event.totalAccountAmount).toBeUndefined();
    expect(event.unreadable).toEqual(['lineItems.0.accountAmount', 'totalAccountAmount']);
  });
});

test.each([
  ['2020-04-28T12:14:50-07:00', '2020-04-28T19:14:50.000Z'],
  ['20220810T162015-0700', '2022-08-10T23:20:15.000Z'],
  ['20220810T162015Z', '2022-08-10T16:20:15.000Z'],
  ['2026-04-24T00:16:10.669756922Z', '2026-04-24T00:16:10.669Z'],
  ['2022-13-41T00:00:00Z', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('the time %s is %s', (text, time) => {
  expect(parseTransactionTime(text)).toBe(time);
});

test('objects may come as one-element arrays, empty objects as empty arrays', () => {
  const event = decode({
    transactionType: 'SALE',
    customer: [{ billing: [{ email: 'a@b.test', address: [] }], shipping: [] }],
    affiliateTrackingParameters: [{ extclid: 'abc' }],
    vendorVariables: [],
    trackingCodes: 'one',
    lineItems: { itemNo: 5, quantity: '2', recurring: 'true' },
  });
  expect(event).toMatchObject({
    customer: { email: 'a@b.test' },
    affiliateTracking: { extclid: 'abc' },
    vendorVariables: {},
    trackingCodes: ['one'],
    lineItems: [{ itemNo: '5', quantity: 2, recurring: true }],
    unreadable: [],
  });
});

test('what can’t be read is named by its path, in whichever item or object it is', () => {
  const event = decode({
    transactionType: 'SALE',
    lineItems: [{}, 'line', { quantity: 'x', paymentPlan: [{ rebillAmount: 'y' }] }],
    customer: { billing: { address: { city: {} } }, shipping: 'none' },
    upsell: 5,
  });
  expect(event.unreadable).toEqual([
    'lineItems',
    'lineItems.2.paymentPlan.0.rebillAmount',
    'lineItems.2.quantity',
    'upsell',
    'customer.0.shipping',
    'customer.0.billing.0.address.0.city',
  ]);
});

test('what billing lacks is taken from shipping', () => {
  const customer = {
    billing: { email: 'bill@x.test', address: { postalCode: '1' } },
    shipping: { email: 'ship@x.test', phoneNumber: '5', address: { postalCode: '2', city: 'Here' } },
  };
  expect(decode({ transactionType: 'SALE', customer }).customer).toEqual({
    email: 'bill@x.test',
    zip: '1',
    phone: '5',
    city: 'Here',
  });
});

test('keys nobody knows are kept, and pollute nothing', () => {
  const payload = JSON.parse(
    '{"transactionType":"SALE","tomorrow":{"x":1},"__proto__":{"polluted":1}}',
  ) as object;
  const event = decode({ ...payload, ...Object.fromEntries(Object.entries(payload)) });
  expect(event.extra).toHaveProperty('tomorrow', { x: 1 });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
