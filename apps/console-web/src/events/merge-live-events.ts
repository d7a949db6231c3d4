import type { EventLine } from '@ins-relay/console-contract';

/** More than anybody scrolls through; the list itself has the rest. */
const SHOWN_MAX = 200;

/** Puts events that changed into a list, newest first; one that is there already is replaced. */
export function mergeLiveEvents(
  listed: readonly EventLine[],
  changed: ReadonlyMap<string, EventLine>,
): readonly EventLine[] {
  if (changed.size === 0) return listed;
  const known = new Set(listed.map(({ eventId }) => eventId));
  const fresh = [...changed.values()].filter(({ eventId }) => !known.has(eventId));
  const merged = [...fresh, ...listed.map((event) => changed.get(event.eventId) ?? event)];
  return merged.sort((a, b) => b.receivedAtMs - a.receivedAtMs).slice(0, Math.max(SHOWN_MAX, listed.length));
}
