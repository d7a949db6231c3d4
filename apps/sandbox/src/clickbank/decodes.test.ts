import {
  readSecretKey,
  encryptNotification,
  openNotification,
  decodeNotification,
} from '@ins-relay/clickbank';
import type { RelayEvent } from '@ins-relay/contracts';
import { buildPayload } from './build-payload.js';
import { chooseReceipts } from './choose-receipts.js';
import { CLICKBANK_EVENTS } from './event-catalog.js';
import { INS_VERSIONS, type InsVersion } from './format-transaction-time.js';

const KINDS: Record<keyof typeof CLICKBANK_EVENTS, string> = {
  sale: 'Sale',
  upsell: 'Upsell',
  downsell: 'Upsell',
  bump: 'Sale',
  rebill: 'Rebill',
  refund: 'Refund',
  chargeback: 'Chargeback',
  insf: 'Chargeback',
  'cancel-rebill': 'CancelRebill',
  'uncancel-rebill': 'UncancelRebill',
  'subscription-change': 'SubscriptionChange',
  'abandoned-order': 'CartAbandonment',
  test: 'TestTransactions',
  'test-sale': 'TestTransactions',
};

/** Through the relay's own decoder, as a receiver has it. */
function decode(
  name: keyof typeof CLICKBANK_EVENTS,
  version: InsVersion,
  role: 'VENDOR' | 'AFFILIATE',
): RelayEvent {
  const payload = buildPayload({
    declaration: CLICKBANK_EVENTS[name],
    version,
    account: 'demoacct',
    role,
    receipts: chooseReceipts(CLICKBANK_EVENTS[name], { parentReceipt: 'PARENT01' }, () => 'ABCD1234'),
    clickId: '0123456789abcdef01234567',
    amount: '28.94',
    currency: 'USD',
    timeMs: Date.parse('2022-08-10T23:20:15Z'),
  });
  const envelope = encryptNotification(payload, 'SECRET', Buffer.from('A62307B73112FB7A'));
  const opened = openNotification(Buffer.from(JSON.stringify(envelope)), {
    account: 'demoacct',
    secretKeys: [readSecretKey('SECRET')],
    legacyVersions: false,
  });
  if (!opened.ok) throw new Error(opened.cause);
  return decodeNotification(opened.payload, { account: 'demoacct', verification: opened.verification });
}

const events = Object.keys(CLICKBANK_EVENTS) as (keyof typeof CLICKBANK_EVENTS)[];
const cases = events.flatMap((name) => INS_VERSIONS.map((version) => [name, version] as const));

test.each(cases)(
  '%s of INS %d decodes as the event that it is, every field known and readable',
  (name, version) => {
    for (const role of ['VENDOR', 'AFFILIATE'] as const) {
      expect(decode(name, version, role)).toMatchObject({
        kind: KINDS[name],
        version: `${version}.0`,
        account: 'demoacct',
        role: name === 'test' ? 'VENDOR' : role,
        transactionTime: '2022-08-10T23:20:15.000Z',
        extra: {},
        unreadable: [],
      });
    }
  },
);

test('the parent of an upsell and of a rebill is found', () => {
  expect(decode('upsell', 8, 'VENDOR').parentReceipt).toBe('PARENT01');
  expect(decode('rebill', 8, 'VENDOR').parentReceipt).toBe('PARENT01');
});

test('amounts and the click id arrive as they were ordered', () => {
  expect(decode('sale', 7, 'VENDOR')).toMatchObject({
    totalAccountAmount: '28.94',
    trackingCodes: ['0123456789abcdef01234567'],
  });
});
