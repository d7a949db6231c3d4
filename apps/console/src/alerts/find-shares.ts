import type { Outcome } from '@ins-relay/contracts';
import type { Alert } from './alert.js';

export type OutcomeCounts = Readonly<Partial<Record<Outcome, number>>>;

const SHARE_MAX = 0.2;
/** Of fewer events a share says nothing. */
const EVENTS_MIN = 10;

/** Connections of which too many sales of a day came without a click id, or could not be delivered. */
export function findShares(byConnection: ReadonlyMap<string, OutcomeCounts>): Alert[] {
  return [...byConnection].flatMap(([connectionId, counts]) => {
    const { delivered = 0, failed = 0, quarantined = 0, unattributed = 0 } = counts;
    const all = delivered + failed + quarantined + unattributed;
    const tell = (part: number, key: string, what: string, outcome: Outcome): Alert[] => {
      if (all < EVENTS_MIN || part / all <= SHARE_MAX) return [];
      const text = `${connectionId}: ${Math.round((100 * part) / all)} % of ${all} events of a day ${what}`;
      const query = new URLSearchParams({ connection: connectionId, outcome, since: '24h' });
      return [{ key: `${key} ${connectionId}`, text, path: `/events?${query.toString()}` }];
    };
    return [
      ...tell(unattributed, 'unattributed', 'had no click id', 'unattributed'),
      ...tell(failed + quarantined, 'failing', 'could not be delivered', 'failed'),
    ];
  });
}
