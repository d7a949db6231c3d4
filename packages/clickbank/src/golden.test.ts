import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RelayEvent, Verification } from '@ins-relay/contracts';
import { decodeNotification } from './decode-notification.js';

interface Golden {
  verification: Verification;
  payload: Record<string, unknown>;
  event: RelayEvent;
}

const folder = join(__dirname, '../golden');
const names = readdirSync(folder).sort();
const readGolden = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden;

test.each(names)('%s: the payload becomes exactly this event', (name) => {
  const { verification, payload, event } = readGolden(name);
  expect(decodeNotification(payload, { account: 'acme', verification })).toStrictEqual(event);
});

const EVENTS_OF_FORMS = [
  'Sale',
  'Rebill',
  'Refund',
  'Chargeback',
  'Upsell',
  'CancelRebill',
  'UncancelRebill',
  'TestTransactions',
];
const EVENTS = [...EVENTS_OF_FORMS, 'SubscriptionChange', 'CartAbandonment', 'Other'];

test.each([
  ['1.0', 'VENDOR', EVENTS_OF_FORMS],
  ['2.1', 'VENDOR', EVENTS_OF_FORMS],
  ['4.0', 'VENDOR', EVENTS_OF_FORMS],
  ['6.0', 'VENDOR', EVENTS],
  ['6.0', 'AFFILIATE', EVENTS],
  ['7.0', 'VENDOR', EVENTS],
  ['7.0', 'AFFILIATE', EVENTS],
  ['8.0', 'VENDOR', EVENTS],
  ['8.0', 'AFFILIATE', EVENTS],
])('version %s, role %s: every event has a golden file', (version, role, kinds) => {
  const events = names.map((name) => readGolden(name).event);
  const there = events.filter((event) => event.version === version && event.role === role);
  expect(kinds.filter((kind) => !there.some((event) => event.kind === kind))).toEqual([]);
});
