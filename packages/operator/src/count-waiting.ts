import type { OperatorStorage } from './operator-storage.js';

/** So many jobs are looked at, which takes about a second. */
const JOBS_MAX = 10_000;

/** How many postbacks wait for each destination, by scheme, host and port; an estimate while they move. */
export interface WaitingPostbacks {
  readonly counts: ReadonlyMap<string, number>;
  /** Not all of the queue was looked at. */
  readonly isAtLeast: boolean;
}

export async function countWaiting({
  deliverQueue,
}: Pick<OperatorStorage, 'deliverQueue'>): Promise<WaitingPostbacks> {
  const counts = new Map<string, number>();
  let looked = 0;
  for await (const payload of deliverQueue.walkWaiting(JOBS_MAX)) {
    looked += 1;
    const destination = (payload as { destination?: unknown } | null)?.destination;
    if (typeof destination === 'string') counts.set(destination, (counts.get(destination) ?? 0) + 1);
  }
  return { counts, isAtLeast: looked >= JOBS_MAX };
}
