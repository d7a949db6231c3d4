import { foldTimeline } from './fold-timeline.js';
import type { TimelineEntry } from './timeline-entry.js';

const received: TimelineEntry = {
  type: 'received',
  atMs: 1_000,
  connectionId: 'acme',
  source: 'ins',
  verification: 'encrypted',
  kind: 'Sale',
  transactionType: 'SALE',
  version: '7.0',
  receipt: 'CWOGBZLN',
};

function mapped(generation = 0, ordinals = [1]): TimelineEntry {
  return {
    type: 'mapped',
    atMs: 1_005,
    generation,
    matchedBy: 'event matching',
    clickId: '0123456789abcdef01234567',
    clickIdSource: 'trackingCodes',
    postbacks: ordinals.map((ordinal) => ({
      ordinal,
      conversionType: 'Purchase',
      sum: '28.94',
      rdtkEventId: 'x',
    })),
  };
}

function attempt(ordinal: number, status: number, nextAtMs?: number): TimelineEntry {
  return {
    type: 'attempt',
    atMs: 1_010,
    generation: 0,
    ordinal,
    attempt: 1,
    durationMs: 3,
    status,
    nextAtMs,
  };
}

function settledPostback(outcome: 'delivered' | 'failed', ordinal = 1, generation = 0): TimelineEntry {
  return { type: 'postback-settled', atMs: 1_020, generation, ordinal, outcome };
}

const fold = (...entries: TimelineEntry[]) => foldTimeline('e1', entries);

describe('an event’s outcome', () => {
  test('is pending from the first entry on', () => {
    expect(fold(received)).toMatchObject({ outcome: 'pending', kind: 'Sale', receivedAtMs: 1_000 });
    expect(fold(received, mapped(), attempt(1, 500, 3_000))).toMatchObject({
      outcome: 'pending',
      postbacks: [{ attempts: 1, lastStatus: 500, nextAttemptAtMs: 3_000 }],
    });
  });

  test('is delivered once every postback is', () => {
    const both = [received, mapped(0, [1, 2]), settledPostback('delivered', 1)];
    expect(fold(...both).outcome).toBe('pending');
    expect(fold(...both, settledPostback('delivered', 2)).outcome).toBe('delivered');
  });

  test('is failed when one postback failed and none is under way', () => {
    const entries = [
      received,
      mapped(0, [1, 2]),
      settledPostback('failed', 1),
      settledPostback('delivered', 2),
    ];
    expect(fold(...entries).outcome).toBe('failed');
  });

  test('is open again after a replay, and a late answer to the earlier run does not settle it', () => {
    const replayed = [
      received,
      mapped(),
      settledPostback('failed'),
      { type: 'requeued', atMs: 2_000, generation: 1, source: 'replay', by: 'ann' } as const,
    ];
    expect(fold(...replayed)).toMatchObject({ outcome: 'pending', postbacks: [], generation: 1 });
    expect(fold(...replayed, settledPostback('delivered')).outcome).toBe('pending');
    expect(fold(...replayed, mapped(1), settledPostback('delivered', 1, 1)).outcome).toBe('delivered');
  });

  test('tells what it waits for', () => {
    const waiting = { type: 'waiting', atMs: 1_001, parentReceipt: 'PARENT01', untilMs: 9_000 } as const;
    expect(fold(received, waiting)).toMatchObject({ outcome: 'pending', waitingUntilMs: 9_000 });
    expect(fold(received, waiting, mapped()).waitingUntilMs).toBeUndefined();
    expect(fold(received, { type: 'held', atMs: 1_001 })).toMatchObject({ outcome: 'pending', isHeld: true });
  });

  test('names its cause', () => {
    const settled = { type: 'settled', atMs: 1_001, outcome: 'unattributed', cause: 'no-click-id' } as const;
    expect(fold(received, settled)).toMatchObject({ outcome: 'unattributed', cause: 'no-click-id' });
  });
});
