import type { AttentionItem } from '@ins-relay/console-contract';
import type { Cause } from '@ins-relay/contracts';
import type { EventSummary } from '@ins-relay/ledger';

export type EventGroup = Extract<AttentionItem, { kind: 'events' }>;

/**
 * Events that need somebody, by connection, outcome and cause: many failures of one kind are one thing to mend.
 * @param isAtLeast not all of them were looked at
 */
export function groupEvents(events: readonly EventSummary[], isAtLeast: boolean): EventGroup[] {
  const groups = new Map<string, EventGroup>();
  for (const { cause, connectionId, outcome, receivedAtMs } of events) {
    if (cause === undefined || !isLookedAt(outcome)) continue;
    const key = `${connectionId} ${outcome} ${cause}`;
    const group = groups.get(key);
    groups.set(key, {
      kind: 'events',
      connectionId,
      outcome,
      cause: cause satisfies Cause,
      isAtLeast,
      count: (group?.count ?? 0) + 1,
      firstAtMs: Math.min(group?.firstAtMs ?? receivedAtMs, receivedAtMs),
      lastAtMs: Math.max(group?.lastAtMs ?? receivedAtMs, receivedAtMs),
    });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function isLookedAt(outcome: string): outcome is EventGroup['outcome'] {
  return ['failed', 'quarantined', 'unattributed', 'rejected', 'pending'].includes(outcome);
}
