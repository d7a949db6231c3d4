import type { AttentionItem } from '@ins-relay/console-contract';
import { CAUSES } from '@ins-relay/contracts';
import type { Alert } from './alert.js';

/** A breaker opens and closes; one that stays open is news. */
const OPEN_MS = 5 * 60_000;
/** Some calls with a wrong key are the internet’s weather. */
const REJECTED_MIN = 20;
const REJECTED_WITHIN_MS = 3_600_000;

/**
 * What of the console’s list is worth a message: not what an operator did on purpose or has yet to set up, and not
 * what is judged by its share (see `findSilence` and `findShares`).
 */
export function describeAttention(item: AttentionItem, nowMs: number): Alert | undefined {
  switch (item.kind) {
    case 'events':
      return describeEvents(item, nowMs);
    case 'blocked-destination': {
      const { destination, sinceMs, state, why } = item;
      if (state !== 'open' || nowMs - sinceMs < OPEN_MS) return undefined;
      return {
        key: `destination ${destination}`,
        text: `${destination} is left alone after failures (${why}); its postbacks wait`,
        path: '/system',
      };
    }
    case 'unreadable-connection': {
      const { connectionId, problem } = item;
      return {
        key: `unreadable ${connectionId}`,
        text: `connection ${connectionId} can’t be read: ${problem}`,
        path: '/connections',
      };
    }
    case 'redis':
      return { key: `redis ${item.problem}`, text: `Redis can lose data: ${item.problem}`, path: '/system' };
    case 'unverified-connection':
      return undefined;
  }
}

function describeEvents(item: Extract<AttentionItem, { kind: 'events' }>, nowMs: number): Alert | undefined {
  const { cause, connectionId, count, isAtLeast, lastAtMs, outcome } = item;
  const isRejected = outcome === 'rejected' && count >= REJECTED_MIN && nowMs - lastAtMs < REJECTED_WITHIN_MS;
  if (outcome !== 'failed' && outcome !== 'quarantined' && !isRejected) return undefined;
  const events = count === 1 ? '1 event' : `${count} events`;
  return {
    key: `events ${connectionId} ${outcome} ${cause}`,
    text: `${connectionId}: ${isAtLeast ? 'at least ' : ''}${events} ${outcome}. ${CAUSES[cause]}`,
    path: `/events?${new URLSearchParams({ connection: connectionId, outcome, cause }).toString()}`,
  };
}
