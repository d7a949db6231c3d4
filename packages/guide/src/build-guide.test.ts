import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '@ins-relay/contracts';
import { buildGuide } from './build-guide.js';
import type { GuideFacts } from './guide-facts.js';

const connection = JSON.parse(
  readFileSync(join(__dirname, '../../mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const nothing: GuideFacts = { unverifiedCalls: 0, events: 0, unattributed: 0, delivered: 0 };
const guide = (facts: Partial<GuideFacts> = {}, changes: Partial<Connection> = {}) =>
  buildGuide({
    connection: { ...connection, ...changes },
    publicBaseUrl: 'https://ins.example.com',
    facts: { ...nothing, ...facts },
  });
const step = (title: RegExp, ...rest: Parameters<typeof guide>) =>
  guide(...rest).find((candidate) => title.test(candidate.title));

test('there are ten steps, and none is said to be verified while nothing was seen', () => {
  const steps = guide();
  expect(steps).toHaveLength(10);
  expect(steps.map(({ status }) => status)).not.toContain('verified');
});

test('the INS URL ends with the key and has no other parameter', () => {
  expect(step(/INS URL/)?.values).toEqual([
    { label: 'INS URL', value: 'https://ins.example.com/ins/acme-vendor?key=K' },
  ]);
});

test('the secret key is hinted at, not shown', () => {
  const clickbank = { ...connection.clickbank, secretKey: 'ABCDEFGH12' };
  expect(step(/secret key/, {}, { clickbank })?.values).toEqual([{ label: 'here', value: '••••••••12' }]);
  expect(JSON.stringify(guide({}, { clickbank }))).not.toContain('ABCDEFGH12');
});

test('every conversion type of the matching and of the rules has to be created', () => {
  expect(step(/conversion types/)?.values.map(({ value }) => value)).toEqual([
    'CancelRebill',
    'CartAbandonment',
    'Chargeback',
    'HighTicket',
    'Purchase',
    'Rebill',
    'Refund',
    'Upsell',
  ]);
});

test('calls that could not be verified are a problem until one could', () => {
  expect(step(/INS URL/, { unverifiedCalls: 3 })).toMatchObject({ status: 'problem' });
  const seen = { unverifiedCalls: 3, verifiedAtMs: Date.UTC(2026, 10, 24, 12, 3) };
  expect(step(/INS URL/, seen)).toMatchObject({
    status: 'verified',
    note: 'Verified at 2026-11-24 12:03 UTC.',
  });
});

test('events without a click id point at the hoplink', () => {
  expect(step(/hoplink/, { events: 20, unattributed: 2 })).toMatchObject({
    status: 'problem',
    note: expect.stringMatching(/^2 of the latest 20 /) as unknown,
  });
});

test('the pixel goes to RedTrack while InitiateCheckout is None, and through the relay once it is matched', () => {
  expect(step(/pixel/)?.values[0]?.value).toBe('https://track.acme.example/postback?type=InitiateCheckout');
  const events = { ...connection.events, InitiateCheckout: { type: 'InitiateCheckout', amount: '0' } };
  expect(step(/pixel/, {}, { events })?.values[0]?.value).toBe(
    'https://ins.example.com/postback/acme-vendor?type=InitiateCheckout',
  );
});
