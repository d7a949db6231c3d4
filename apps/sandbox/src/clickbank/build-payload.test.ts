import { buildPayload, type PayloadOrder } from './build-payload.js';
import { chooseReceipts } from './choose-receipts.js';
import { CLICKBANK_EVENTS, findEventDeclaration } from './event-catalog.js';

// Captured from ClickBank on 2022-08-10.
const GENUINE_TEST =
  '{"transactionTime":"20220810T162015-0700","receipt":"********","transactionType":"TEST","vendor":"ketoboost1","role":"VENDOR","totalAccountAmount":1.00,"paymentMethod":"VISA","totalOrderAmount":1.00,"totalTaxAmount":0.00,"totalShippingAmount":0.00,"currency":"USD","lineItems":[{"itemNo":"1","productTitle":"A passed in title","shippable":false,"recurring":false,"accountAmount":1.00,"quantity":1,"lineItemType":"ORIGINAL","productPrice":1.00,"productDiscount":0.00,"taxAmount":0.00,"shippingAmount":0.00,"shippingLiable":false}],"customer":{"shipping":{"firstName":"Test","lastName":"User","fullName":"Test User","email":"testuser@somesite.com","address":{}},"billing":{"firstName":"Test","lastName":"User","fullName":"Test User","email":"testuser@somesite.com","address":{}}},"version":7.0,"attemptCount":1}';

interface Wanted extends Partial<Omit<PayloadOrder, 'declaration' | 'receipts'>> {
  receipt?: string;
  parentReceipt?: string;
}

/** The payload as a receiver reads it. */
function build(event: string, wanted: Wanted = {}): Record<string, unknown> {
  const declaration = findEventDeclaration(event);
  if (declaration === undefined) throw new Error(`${event} is not in the catalog`);
  const payload = buildPayload({
    declaration,
    receipts: chooseReceipts(declaration, wanted, () => 'ABCD1234'),
    version: 7,
    account: 'demoacct',
    role: 'VENDOR',
    clickId: '0123456789abcdef01234567',
    amount: '28.94',
    currency: 'USD',
    timeMs: Date.parse('2022-08-10T23:20:15Z'),
    ...wanted,
  });
  return JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
}

test('the TEST of version 7 is the genuine one: the same keys in the same order, the same values', () => {
  const payload = buildPayload({
    declaration: CLICKBANK_EVENTS.test,
    receipts: chooseReceipts(CLICKBANK_EVENTS.test, {}, () => ''),
    version: 7,
    account: 'ketoboost1',
    role: 'VENDOR',
    clickId: 'ignored',
    amount: '28.94',
    currency: 'USD',
    timeMs: Date.parse('2022-08-10T23:20:15Z'),
  });
  expect(JSON.stringify(payload)).toBe(JSON.stringify(JSON.parse(GENUINE_TEST)));
});

test('a sale carries its click id, its own receipt in the flow, and figures that differ', () => {
  expect(build('sale')).toMatchObject({
    transactionType: 'SALE',
    receipt: 'ABCD1234',
    vendor: 'demoacct',
    totalAccountAmount: 28.94,
    totalOrderAmount: 93.76,
    trackingCodes: ['0123456789abcdef01234567'],
    lineItems: [{ lineItemType: 'ORIGINAL', productPrice: 86.82, affiliatePayout: 43.41 }],
    upsell: { upsellOriginalReceipt: 'ABCD1234' },
  });
});

test('without a click id there are no tracking codes at all', () => {
  expect(build('sale', { clickId: null })).not.toHaveProperty('trackingCodes');
});

test('an upsell has its own receipt and names the original one', () => {
  expect(build('upsell', { parentReceipt: 'PARENT01' })).toMatchObject({
    receipt: 'ABCD1234',
    lineItems: [{ lineItemType: 'UPSELL' }],
    upsell: { upsellOriginalReceipt: 'PARENT01', upsellPath: 'a' },
  });
});

test('a bump is one receipt with two lines', () => {
  expect(build('bump')).toMatchObject({
    lineItems: [{ lineItemType: 'ORIGINAL' }, { lineItemType: 'BUMP' }],
  });
});

test('a rebill is a BILL with its payment plan', () => {
  expect(build('rebill', { parentReceipt: 'PARENT01' })).toMatchObject({
    transactionType: 'BILL',
    receipt: 'PARENT01-B002',
    lineItems: [{ recurring: true, paymentPlan: { rebillStatus: 'ACTIVE' } }],
  });
});

test('an abandoned order has neither receipt nor line items nor amounts', () => {
  const payload = build('abandoned-order');
  for (const key of ['receipt', 'lineItems', 'totalAccountAmount', 'upsell'])
    expect(payload).not.toHaveProperty(key);
});

test('each version has its own time format and adds its own fields', () => {
  const [v6, v7, v8] = [build('sale', { version: 6 }), build('sale'), build('sale', { version: 8 })];
  expect([v6['transactionTime'], v7['transactionTime']]).toEqual([
    '2022-08-10T16:20:15-07:00',
    '20220810T162015-0700',
  ]);
  expect([v6['version'], v7['version'], v8['version']]).toEqual([6, 7, 8]);
  expect((v6['lineItems'] as object[])[0]).not.toHaveProperty('productPrice');
  expect(v6['upsell']).not.toHaveProperty('upsellFlowName');
  expect(v7).not.toHaveProperty('commonTrackingParameters');
  expect(v8).toHaveProperty('commonTrackingParameters');
  expect(v8).not.toHaveProperty('affiliateTrackingParameters');
});

test('an affiliate learns its own earnings and where the click came from, not the buyer nor the order total', () => {
  const payload = build('sale', { version: 8, role: 'AFFILIATE' });
  expect(payload).toMatchObject({ affiliate: 'demoacct', role: 'AFFILIATE', totalAccountAmount: 28.94 });
  expect(payload).toHaveProperty('affiliateTrackingParameters');
  for (const key of ['totalOrderAmount', 'vendorVariables']) expect(payload).not.toHaveProperty(key);
  expect(JSON.stringify(payload['customer'])).not.toContain('@');
});

test.each([
  ['refund', 'RFND'],
  ['chargeback', 'CGBK'],
  ['insf', 'INSF'],
  ['cancel-rebill', 'CANCEL-REBILL'],
  ['uncancel-rebill', 'UNCANCEL-REBILL'],
  ['subscription-change', 'SUBSCRIPTION-CHG'],
  ['test-sale', 'TEST_SALE'],
  ['other:CUSTOMER_AUTH_FAILURE', 'CUSTOMER_AUTH_FAILURE'],
])('%s is sent as %s', (event, transactionType) => {
  expect(build(event)['transactionType']).toBe(transactionType);
});

test.each(['', 'sales', 'other:', 'toString'])('%p cannot be ordered', (event) => {
  expect(findEventDeclaration(event)).toBeUndefined();
});
