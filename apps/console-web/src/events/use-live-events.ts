import { useEffect, useState } from 'react';
import type { EventLine } from '@ins-relay/console-contract';

export type LiveState = 'off' | 'connecting' | 'live' | 'lost';

const SHOW_EVERY_MS = 300;
const KEPT_MAX = 500;

/**
 * Events that change, as they change. Nothing is asked for while the tab is hidden.
 * @param query of the stream; undefined: off
 */
export function useLiveEvents(query: string | undefined): {
  changed: ReadonlyMap<string, EventLine>;
  state: LiveState;
} {
  const [changed, setChanged] = useState<ReadonlyMap<string, EventLine>>(new Map());
  const [state, setState] = useState<LiveState>('off');
  const [isVisible, setIsVisible] = useState(!document.hidden);

  useEffect(() => {
    const look = () => setIsVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  useEffect(() => {
    setChanged(new Map());
    if (query === undefined || !isVisible) {
      setState('off');
      return undefined;
    }
    setState('connecting');
    const source = new EventSource(`/api/events/stream?${query}`);
    let fresh: EventLine[] = [];
    source.onopen = () => setState('live');
    source.onerror = () => setState('lost');
    source.addEventListener('event', (message: MessageEvent<string>) => {
      fresh.push(JSON.parse(message.data) as EventLine);
    });
    // A flood is shown in steps that an eye can follow.
    const timer = setInterval(() => {
      if (fresh.length === 0) return;
      const arrived = fresh;
      fresh = [];
      setChanged((before) => {
        const next = new Map(before);
        for (const event of arrived) {
          next.delete(event.eventId);
          next.set(event.eventId, event);
        }
        return new Map([...next].slice(-KEPT_MAX));
      });
    }, SHOW_EVERY_MS);
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, [query, isVisible]);

  return { changed, state };
}
