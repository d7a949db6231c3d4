import fc from 'fast-check';
import type { PixelSettings } from '@ins-relay/contracts';
import { decodeNotification } from '../decode-notification.js';
import { determinePixelEvent } from './determine-pixel-event.js';
import { pickPixelParameters } from './pixel-hit.js';

const events: PixelSettings['events'] = { 'Order Form Impression': 'InitiateCheckout', AddPaymentInfo: null };
const pick = (query: string) => pickPixelParameters(new URLSearchParams(query));

test('the key and macros that nobody filled in are not kept', () => {
  expect(
    pick('key=secret&type=InitiateCheckout&receipt_id={receipt_id}&tid=&clickid=[[clickid]]&x=1'),
  ).toEqual({
    type: 'InitiateCheckout',
    x: '1',
  });
});

test('a stranger can’t have more kept than a pixel needs', () => {
  const many = Array.from({ length: 500 }, (_, i) => `n${i}=${i}`).join('&');
  expect(Object.keys(pick(many))).toHaveLength(40);
  expect(pick(`a=${'x'.repeat(201)}&${'n'.repeat(65)}=1&__proto__=1`)).toEqual(
    Object.fromEntries([['__proto__', '1']]),
  );
});

test.each([
  [{}, 'InitiateCheckout', 'INITIATE-CHECKOUT'],
  [{ type: 'initiate_checkout' }, 'InitiateCheckout', 'INITIATE-CHECKOUT'],
  [{ type: 'Purchase' }, 'Other', 'PIXEL-PURCHASE'],
  [{ event_type: 'order form impression' }, 'InitiateCheckout', 'INITIATE-CHECKOUT'],
  [{ event_type: 'AddPaymentInfo' }, 'Other', 'PIXEL-ADDPAYMENTINFO'],
  [{ event_type: 'constructor' }, 'Other', 'PIXEL-CONSTRUCTOR'],
  [{ event_type: 'Initial Purchase', type: 'InitiateCheckout' }, 'Other', 'PIXEL-INITIAL PURCHASE'],
])('%j is %s', (parameters, kind, transactionType) => {
  expect(determinePixelEvent(parameters as Record<string, string>, events)).toMatchObject({
    kind,
    transactionType,
  });
});

test('no hit crashes, whatever it holds', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (parameters, receivedAt) => {
      const event = decodeNotification({ parameters, receivedAt }, { account: 'acme', verification: 'none' });
      expect(typeof event.kind).toBe('string');
    }),
  );
});
