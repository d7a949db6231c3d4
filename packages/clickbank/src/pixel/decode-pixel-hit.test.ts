import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { EVENT_KINDS, type Connection, type EventKind, type Verification } from '@ins-relay/contracts';
import { decodeNotification } from '../decode-notification.js';
import { determinePixelEvent } from './determine-pixel-event.js';

const sample = JSON.parse(
  readFileSync(join(__dirname, '../../../mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const RECEIVED_AT = '2026-11-24T12:15:00.000Z';
const EVENTS: Record<string, EventKind | null> = {
  'Order Form Impression': 'InitiateCheckout',
  AddPaymentInfo: null,
  'Initial Purchase': 'Sale',
  'Upsell Purchase': 'Upsell',
};

function decode(
  parameters: Record<string, unknown>,
  { verification = 'key', events = EVENTS }: { verification?: Verification; events?: typeof EVENTS } = {},
) {
  const { account } = sample.clickbank;
  const connection = { ...sample, pixel: { ...sample.pixel, events } };
  return decodeNotification({ parameters, receivedAt: RECEIVED_AT }, { account, verification, connection });
}

test.each([
  [{}, 'InitiateCheckout', 'INITIATE-CHECKOUT'],
  [{ type: 'initiate_checkout' }, 'InitiateCheckout', 'INITIATE-CHECKOUT'],
  [{ type: 'Purchase' }, 'Other', 'PIXEL-PURCHASE'],
  [{ event_type: 'order form impression' }, 'InitiateCheckout', 'INITIATE-CHECKOUT'],
  [{ event_type: 'AddPaymentInfo' }, 'Other', 'PIXEL-ADDPAYMENTINFO'],
  [{ event_type: 'constructor' }, 'Other', 'PIXEL-CONSTRUCTOR'],
  [{ event_type: 'Combined', type: 'InitiateCheckout' }, 'Other', 'PIXEL-COMBINED'],
  [{ event_type: 'Initial Purchase', type: 'InitiateCheckout' }, 'Sale', 'SALE'],
  [{ event_type: 'UPSELL_PURCHASE' }, 'Upsell', 'SALE'],
])('%j is %s', (parameters, kind, transactionType) => {
  expect(decode(parameters)).toMatchObject({ kind, transactionType });
});

test('the event is of the kind that the table says, whichever that is', () => {
  for (const kind of EVENT_KINDS) {
    const events = { Something: kind };
    const determined = determinePixelEvent({ event_type: 'Something' }, events, true);
    expect(determined.kind).toBe(kind);
    expect(decode({ event_type: 'Something' }, { events }).kind).toBe(kind);
  }
});

test('a hit without the key is never more than InitiateCheckout, whatever the table said when it came', () => {
  for (const event_type of Object.keys(EVENTS)) {
    const { kind } = decode({ event_type }, { verification: 'none' });
    expect(kind).toBe(event_type === 'Order Form Impression' ? 'InitiateCheckout' : 'Other');
  }
});

test('a hit without the key gives no receipt a click id, and no checkout a price', () => {
  const parameters = {
    clickid: 'c1',
    receipt_id: 'CWOGBZLN',
    total_transaction_amount: '9999',
    affiliate_earnings: '9999',
  };
  const { receipt, totalOrderAmount, totalAccountAmount, lineItems, trackingCodes, extra } = decode(
    parameters,
    {
      verification: 'none',
    },
  );
  expect({ receipt, totalOrderAmount, totalAccountAmount, lineItems, trackingCodes, extra }).toEqual({
    lineItems: [],
    trackingCodes: ['c1'],
    extra: {},
  });
});

test('our click id is looked for where it can be; ClickBank’s own is not taken for it', () => {
  const { affiliateTracking, commonTracking, trackingCodes } = decode({
    aff_sub2: 'two',
    click_id: 'clickbanks-own',
    clickid: 'first',
    extclid: 'ext',
    tid: 'second',
  });
  expect(trackingCodes).toEqual(['first', 'second']);
  expect(affiliateTracking).toEqual({ extclid: 'ext', affSub2: 'two' });
  expect(commonTracking).toEqual({ clickId: 'clickbanks-own' });
});

test('the earnings of the affiliate are the amount of an affiliate, and what a vendor pays out', () => {
  const amounts = { affiliate_earnings: '28.9', total_transaction_amount: '47' };
  expect(decode({ ...amounts, role: 'affiliate' })).toMatchObject({
    role: 'AFFILIATE',
    totalAccountAmount: '28.90',
    totalOrderAmount: '47.00',
    lineItems: [],
  });
  const vendors = decode({ ...amounts, role: 'seller' });
  expect(vendors).toMatchObject({
    role: 'VENDOR',
    totalOrderAmount: '47.00',
    lineItems: [{ affiliatePayout: '28.90' }],
  });
  expect(vendors).not.toHaveProperty('totalAccountAmount');
});

test('an amount that is none is named as the event knows it, and what is unknown is kept', () => {
  const event = decode({ total_transaction_amount: '$47', event_id: 'e1', sub1: 'x' });
  expect(event.unreadable).toEqual(['totalOrderAmount']);
  expect(event.extra).toEqual({ event_id: 'e1', sub1: 'x' });
});

test('a replay gives the same event: its time is that of the hit', () => {
  expect(decode({}).transactionTime).toBe(RECEIVED_AT);
  expect(decode({ clickid: 'a' })).toEqual(decode({ clickid: 'a' }));
});

test('no hit crashes, whatever it holds', () => {
  const verification = fc.constantFrom<Verification>('key', 'none');
  fc.assert(
    fc.property(fc.anything(), fc.anything(), verification, (parameters, receivedAt, how) => {
      const event = decodeNotification(
        { parameters, receivedAt },
        { account: 'acme', verification: how, connection: sample },
      );
      expect(typeof event.kind).toBe('string');
    }),
  );
});
