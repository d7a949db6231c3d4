import type { ConnectionLine } from '@ins-relay/console-contract';
import type { ConnectionState } from '@ins-relay/connections';
import type { Connection, Outcome } from '@ins-relay/contracts';

const DAY_MS = 86_400_000;

/** A connection as lists show it. Pure. @param lastDay outcomes of its events over the latest 24 hours */
export function toConnectionLine(
  { clickbank, enabled, id, name, redtrack }: Connection,
  state: ConnectionState,
  lastDay: Readonly<Partial<Record<Outcome, number>>>,
  nowMs: number,
): ConnectionLine {
  const failed = (lastDay.failed ?? 0) + (lastDay.quarantined ?? 0) + (lastDay.unattributed ?? 0);
  const line = {
    id,
    name,
    account: clickbank.account,
    role: clickbank.role,
    enabled,
    trackingDomain: redtrack.trackingDomain,
    ...state,
    lastDay: {
      events: Object.values(lastDay).reduce((sum, count) => sum + count, 0) - (lastDay.rejected ?? 0),
      delivered: lastDay.delivered ?? 0,
      failed,
    },
  };
  return { ...line, health: judge(enabled, state, failed, nowMs) };
}

function judge(
  isEnabled: boolean,
  { lastNotificationAtMs, verifiedAtMs }: ConnectionState,
  failed: number,
  nowMs: number,
): ConnectionLine['health'] {
  if (!isEnabled) return 'paused';
  if (verifiedAtMs === undefined) return 'unverified';
  if (failed > 0) return 'failing';
  return lastNotificationAtMs !== undefined && nowMs - lastNotificationAtMs < DAY_MS ? 'good' : 'quiet';
}
