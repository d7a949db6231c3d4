import fc from 'fast-check';
import type { LineItem, RelayEvent } from '@ins-relay/contracts';
import { CLICK_ID, sampleEvent } from '../test/sample-event.js';
import { deriveIdentity } from './derive-identity.js';
import { deriveRdtkEventId } from './derive-rdtk-event-id.js';

const key = (overrides: Partial<RelayEvent> = {}) => deriveIdentity(sampleEvent(overrides)).key;
const transactionTypes = fc.constantFrom(
  'SALE',
  'BILL',
  'RFND',
  'CGBK',
  'INSF',
  'CANCEL-REBILL',
  'TEST-SALE',
);
const lines: fc.Arbitrary<LineItem[]> = fc.array(
  fc.record({ itemNo: fc.string(), productTitle: fc.string() }),
);

test('an identity is what every release made of it: claims are stored by it for months', () => {
  expect(key()).toBe('fKxNrr_rgyfX-pFwUrQwNvGUbMLiUCei');
  expect(key({ transactionType: 'RFND \ud83d' })).toBe('xdTQhGt9Nbu49UVucOaBYFZw6HITUk4P');
  expect(deriveRdtkEventId(sampleEvent(), 1, 'e1')).toBe('CWOGBZLN-SALE-b909b1d627ca4690');
});

test('attempt count, lines and the order of keys are no part of an identity', () => {
  fc.assert(
    fc.property(transactionTypes, fc.nat(), lines, (transactionType, attemptCount, lineItems) => {
      const event = sampleEvent({ transactionType, attemptCount, lineItems });
      const reversed = Object.fromEntries(Object.entries(event).reverse()) as unknown as RelayEvent;
      expect(deriveIdentity(reversed)).toEqual(deriveIdentity(sampleEvent({ transactionType })));
    }),
  );
});

test('every transaction type of a receipt is a transaction of its own', () => {
  fc.assert(
    fc.property(transactionTypes, transactionTypes, (a, b) => {
      expect(key({ transactionType: a }) === key({ transactionType: b })).toBe(a === b);
    }),
  );
});

test.each(['SALE', 'BILL', 'TEST-SALE', 'TEST-BILL'])(
  'a receipt has one %s, whenever it is sent',
  (transactionType) => {
    expect(key({ transactionType, transactionTime: '2030-01-01T00:00:00.000Z' })).toBe(
      key({ transactionType }),
    );
  },
);

test.each([
  'RFND',
  'CGBK',
  'INSF',
  'CANCEL-REBILL',
  'UNCANCEL-REBILL',
  'SUBSCRIPTION-CHG-12-13',
  'ABANDONED-ORDER',
  'CUSTOMER-EMAIL-UPDATE',
  'TEST-RFND',
  'TEST-CGBK',
  'CANCEL-TEST-REBILL',
])('a %s may recur, told apart by its instant, however the time was written', (transactionType) => {
  const first = key({ transactionType, transactionTimeRaw: '2026-11-23T04:15:00-08:00' });
  expect(key({ transactionType, transactionTimeRaw: '20261123T041500-0800', version: '6.0' })).toBe(first);
  expect(key({ transactionType, transactionTime: '2026-11-23T12:15:01.000Z' })).not.toBe(first);
});

test('a time that can’t be read still tells transactions apart', () => {
  const at = (transactionTimeRaw: string) =>
    key({ transactionType: 'RFND', transactionTime: undefined, transactionTimeRaw });
  expect(at('yesterday')).toBe(at('yesterday'));
  expect(at('yesterday')).not.toBe(at('today'));
});

test('a receipt is the same in any case', () => {
  expect(key({ receipt: 'cwogbzln' })).toBe(key());
  expect(deriveRdtkEventId(sampleEvent({ receipt: 'cwogbzln' }), 1, 'e1')).toBe(
    deriveRdtkEventId(sampleEvent(), 1, 'e1'),
  );
});

test('without a receipt, no tracking code is taken for an item, nor two for one', () => {
  const cart = (trackingCodes: string[], itemNos: string[]) =>
    key({ receipt: undefined, trackingCodes, lineItems: itemNos.map((itemNo) => ({ itemNo })) });
  const carts = [
    cart(['a'], ['b']),
    cart(['a', 'b'], []),
    cart([], ['a', 'b']),
    cart(['a b'], []),
    cart([], ['a b']),
  ];
  expect(new Set(carts).size).toBe(carts.length);
});

test('keys are at least 22 characters that fit into any key of a store', () => {
  expect(key()).toMatch(/^[A-Za-z0-9_-]{22,}$/);
});

test('an event id of RedTrack never grows beyond a hundred characters, whatever the event', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 99 }), fc.integer({ min: 1, max: 99 }), (text, ordinal) => {
      const event = sampleEvent({ receipt: `${text}ÄÖ${'R'.repeat(90)}`, transactionType: 'T_'.repeat(60) });
      expect(deriveRdtkEventId(event, ordinal, 'e1')).toMatch(/^[A-Za-z0-9-]{20,100}$/);
    }),
  );
  expect(deriveRdtkEventId(sampleEvent({ receipt: undefined }), 1, 'e1')).toMatch(/^NORECEIPT-SALE-/);
});

describe('a pixel hit', () => {
  const hit = { pixelType: 'InitiateCheckout', transactionType: 'INITIATE-CHECKOUT', receipt: undefined };
  const key = (overrides: Partial<RelayEvent>) => deriveIdentity(sampleEvent({ ...hit, ...overrides }));

  test('is the same click whoever reports it, and wherever the click id stands', () => {
    const browser = key({ trackingCodes: [CLICK_ID] });
    expect(browser.dedupe).toBe('in-window');
    const server = key({
      trackingCodes: [CLICK_ID],
      affiliateTracking: { extclid: CLICK_ID, affSub1: 'blue' },
    });
    expect(server.key).toBe(browser.key);
    expect(key({ trackingCodes: ['other'] }).key).not.toBe(browser.key);
  });

  test('that reports a purchase is the transaction that INS reports', () => {
    const purchase = key({ transactionType: 'SALE', receipt: 'CWOGBZLN', pixelType: 'Initial Purchase' });
    expect(purchase).toEqual(deriveIdentity(sampleEvent({ receipt: 'CWOGBZLN' })));
  });
});
