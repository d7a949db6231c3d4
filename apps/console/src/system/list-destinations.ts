import type { DestinationLine } from '@ins-relay/console-contract';
import type { BlockedDestination } from '@ins-relay/destinations';
import { countWaiting } from '@ins-relay/operator';
import type { ConsoleContext } from '../console-context.js';

/** Every destination of a connection, and those that are blocked though no connection has them any more. */
export async function listDestinations({ directory, storage }: ConsoleContext): Promise<DestinationLine[]> {
  const [blocked, waiting] = await Promise.all([storage.board.list(), countWaiting(storage)]);
  const connectionIds = new Map<string, string[]>();
  for (const { id, redtrack } of directory.list()) {
    const { origin } = new URL(redtrack.trackingDomain);
    connectionIds.set(origin, [...(connectionIds.get(origin) ?? []), id]);
  }
  return [...new Set([...connectionIds.keys(), ...blocked.keys()])].sort().map((destination) => ({
    destination,
    connectionIds: connectionIds.get(destination) ?? [],
    ...describe(blocked.get(destination)),
    waiting: waiting.counts.get(destination) ?? 0,
  }));
}

function describe(
  blocked: BlockedDestination | undefined,
): Pick<DestinationLine, 'state' | 'why' | 'sinceMs' | 'untilMs'> {
  if (blocked === undefined) return { state: 'in use' };
  const { sinceMs } = blocked;
  if (blocked.state === 'paused') return { state: 'paused', why: `by ${blocked.by}`, sinceMs };
  return { state: 'left alone', why: blocked.reason, sinceMs, untilMs: blocked.untilMs };
}
