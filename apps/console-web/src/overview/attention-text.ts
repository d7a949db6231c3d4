import type { AttentionItem } from '@ins-relay/console-contract';
import { linkToEvents } from '../events/event-filter.js';
import { formatCount } from '../shared/format-number.js';

export interface AttentionText {
  readonly key: string;
  readonly tone: 'bad' | 'warning';
  /** What is wrong, in one line. */
  readonly title: string;
  /** Why, and what helps. */
  readonly text: string;
  /** Where it can be looked at. */
  readonly to: string;
  readonly verb: string;
  /** When it was last seen, or since when it is so. */
  readonly atMs?: number;
}

const WHAT_EVENTS = {
  failed: 'not delivered',
  quarantined: 'quarantined',
  unattributed: 'without a click id',
  rejected: 'rejected',
  pending: 'waiting for you',
} as const;

/** What the list says of an item. @param meanings of the causes, from the vocabulary */
export function describeAttention(
  item: AttentionItem,
  meanings: Readonly<Partial<Record<string, string>>>,
): AttentionText {
  switch (item.kind) {
    case 'events': {
      const { cause, connectionId, count, isAtLeast, lastAtMs, outcome } = item;
      const what = count === 1 && !isAtLeast ? 'event' : 'events';
      return {
        key: `${connectionId} ${outcome} ${cause}`,
        tone: outcome === 'failed' || outcome === 'quarantined' ? 'bad' : 'warning',
        title: `${formatCount(count)}${isAtLeast ? '+' : ''} ${what} ${WHAT_EVENTS[outcome]} · ${connectionId}`,
        text: meanings[cause] ?? cause,
        to: linkToEvents({ connection: connectionId, outcome, cause }),
        verb: 'Show them',
        atMs: lastAtMs,
      };
    }
    case 'unverified-connection':
      return {
        key: `unverified ${item.connectionId}`,
        tone: 'warning',
        title: `${item.connectionId} has not heard from ClickBank yet`,
        text: 'No notification was verified so far. Enter its INS URL in ClickBank and press Test.',
        to: `/connections/${item.connectionId}`,
        verb: 'Finish set-up',
        atMs: item.createdAtMs,
      };
    case 'blocked-destination':
      return {
        key: `destination ${item.destination}`,
        tone: item.state === 'open' ? 'bad' : 'warning',
        title: `${item.destination} ${item.state === 'open' ? 'is left alone for a while' : 'is paused'}`,
        text: `${item.why} Postbacks of ${item.connectionIds.join(', ')} wait and lose nothing.`,
        to: '/system?tab=destinations',
        verb: 'Look',
        atMs: item.sinceMs,
      };
    case 'unreadable-connection':
      return {
        key: `unreadable ${item.connectionId}`,
        tone: 'bad',
        title: `The settings of ${item.connectionId} can’t be read`,
        text: item.problem,
        to: `/connections/${item.connectionId}`,
        verb: 'Look',
      };
    case 'redis':
      return {
        key: `redis ${item.problem}`,
        tone: 'warning',
        title: item.problem,
        text: item.fix,
        to: '/system?tab=redis',
        verb: 'Look',
      };
  }
}
