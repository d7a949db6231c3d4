import type { EventLine } from '@ins-relay/console-contract';
import { mergeLiveEvents } from './merge-live-events.js';

const event = (
  eventId: string,
  receivedAtMs: number,
  outcome: EventLine['outcome'] = 'pending',
): EventLine => ({
  eventId,
  connectionId: 'acme',
  receivedAtMs,
  updatedAtMs: receivedAtMs,
  outcome,
  why: '',
  postbacks: [],
  isInFlight: false,
});

test('a new event comes first, a known one changes where it stands', () => {
  const changed = new Map([event('c', 3), event('a', 1, 'delivered')].map((one) => [one.eventId, one]));
  const merged = mergeLiveEvents([event('b', 2), event('a', 1)], changed);
  expect(merged.map(({ eventId, outcome }) => `${eventId} ${outcome}`)).toEqual([
    'c pending',
    'b pending',
    'a delivered',
  ]);
});
