import type { ConnectionState } from '@ins-relay/connections';
import type { OutcomeCounts } from './find-shares.js';
import type { Alert } from './alert.js';

export const SILENT_HOURS = 6;
const HOUR_MS = 3_600_000;
/** Of fewer in a day, six hours without any are no news. */
const EVENTS_MIN = 20;

/**
 * Connections that ClickBank stopped calling: a URL that was changed there, an account that was closed, an ingress
 * that is gone.
 * @param before what came in the 24 hours before the silence
 */
export function findSilence(
  connectionIds: readonly string[],
  states: ReadonlyMap<string, ConnectionState>,
  before: ReadonlyMap<string, OutcomeCounts>,
  nowMs: number,
): Alert[] {
  return connectionIds.flatMap((id) => {
    const counts = before.get(id) ?? {};
    // What was rejected did not come from ClickBank, or could not be told to.
    const events = Object.values({ ...counts, rejected: 0 }).reduce((sum, count) => sum + count, 0);
    const lastMs = states.get(id)?.lastNotificationAtMs ?? 0;
    if (events < EVENTS_MIN || nowMs - lastMs < SILENT_HOURS * HOUR_MS) return [];
    return [
      {
        key: `silent ${id}`,
        text: `${id}: no notification for ${SILENT_HOURS} hours, after ${events} events in the day before`,
        path: `/connections/${encodeURIComponent(id)}`,
      },
    ];
  });
}
