import type { TimelineEntry } from '@ins-relay/ledger';
import { describeTimeline } from './describe-timeline.js';

test('a timeline is told in words, with the time between its steps', () => {
  const entries: TimelineEntry[] = [
    {
      type: 'received',
      atMs: 1_000,
      connectionId: 'acme',
      source: 'ins',
      verification: 'encrypted',
      kind: 'Sale',
      transactionType: 'SALE',
      version: '7.0',
    },
    {
      type: 'attempt',
      atMs: 1_030,
      generation: 0,
      ordinal: 1,
      attempt: 1,
      durationMs: 12,
      status: 503,
      nextAtMs: 3_000,
    },
    {
      type: 'attempt',
      atMs: 3_000,
      generation: 0,
      ordinal: 2,
      attempt: 2,
      durationMs: 8_000,
      error: 'timeout',
    },
    {
      type: 'postback-settled',
      atMs: 3_001,
      generation: 0,
      ordinal: 2,
      outcome: 'failed',
      cause: 'attempts-used-up',
    },
    {
      type: 'settled',
      atMs: 3_002,
      outcome: 'quarantined',
      cause: 'amount-unreadable',
      detail: 'totalAccountAmount',
    },
  ];
  expect(describeTimeline(entries).map((step) => `+${step.afterMs} ${step.title}: ${step.detail}`)).toEqual([
    '+0 Received and decoded: SALE, INS 7.0, encrypted',
    '+30 Attempt 1: status 503 in 12 ms; next at 00:00:03',
    '+1970 Attempt 2 of postback 2: timeout in 8000 ms',
    '+1 Failed: Every attempt failed in a way that is worth retrying, and none is left.',
    '+1 Outcome: quarantined: The amount field that this connection uses is missing or is not a number. (totalAccountAmount)',
  ]);
});
