import { describeAttention } from './describe-attention.js';
import { findShares } from './find-shares.js';
import { findSilence } from './find-silence.js';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 12);

const group = (outcome: 'failed' | 'rejected' | 'pending', count: number, lastAtMs = NOW) =>
  ({
    kind: 'events',
    connectionId: 'acme',
    outcome,
    cause:
      outcome === 'rejected' ? 'wrong-ingest-key' : outcome === 'failed' ? 'attempts-used-up' : 'rule-held',
    count,
    isAtLeast: false,
    firstAtMs: lastAtMs,
    lastAtMs,
  }) as const;

test('one event that failed for good is worth a message, with the way to it', () => {
  expect(describeAttention(group('failed', 1), NOW)).toEqual({
    key: 'events acme failed attempts-used-up',
    text: 'acme: 1 event failed. Every attempt failed in a way that is worth retrying, and none is left.',
    path: '/events?connection=acme&outcome=failed&cause=attempts-used-up',
  });
});

test('a few wrong keys, what waits for approval, and what an operator paused are not', () => {
  expect(describeAttention(group('rejected', 19), NOW)).toBeUndefined();
  expect(describeAttention(group('rejected', 20), NOW)).toBeDefined();
  expect(describeAttention(group('rejected', 20, NOW - 2 * HOUR_MS), NOW)).toBeUndefined();
  expect(describeAttention(group('pending', 100), NOW)).toBeUndefined();
  const blocked = {
    kind: 'blocked-destination',
    destination: 'https://t.example',
    why: 'status 503',
  } as const;
  const about = { sinceMs: NOW - HOUR_MS, connectionIds: ['acme'] };
  expect(describeAttention({ ...blocked, ...about, state: 'paused' }, NOW)).toBeUndefined();
  expect(describeAttention({ ...blocked, ...about, state: 'open' }, NOW)?.text).toContain('status 503');
  expect(describeAttention({ ...blocked, ...about, state: 'open', sinceMs: NOW }, NOW)).toBeUndefined();
});

test('a share counts once there are enough events', () => {
  expect(findShares(new Map([['acme', { delivered: 5, unattributed: 4 }]]))).toEqual([]);
  expect(findShares(new Map([['acme', { delivered: 8, unattributed: 2 }]]))).toEqual([]);
  expect(findShares(new Map([['acme', { delivered: 70, unattributed: 30 }]]))[0]?.text).toBe(
    'acme: 30 % of 100 events of a day had no click id',
  );
  expect(findShares(new Map([['acme', { delivered: 70, failed: 20, quarantined: 10 }]]))[0]?.key).toBe(
    'failing acme',
  );
});

test('a connection that had notifications and has none any more is silent; a quiet one is not', () => {
  const find = (hoursAgo: number, counts: object) =>
    findSilence(
      ['acme'],
      new Map([['acme', { lastNotificationAtMs: NOW - hoursAgo * HOUR_MS }]]),
      new Map([['acme', counts]]),
      NOW,
    );
  expect(find(6, { delivered: 20 })[0]?.key).toBe('silent acme');
  expect(find(5, { delivered: 20 })).toEqual([]);
  expect(find(6, { delivered: 19 })).toEqual([]);
  expect(find(6, { delivered: 1, rejected: 500 })).toEqual([]);
});
