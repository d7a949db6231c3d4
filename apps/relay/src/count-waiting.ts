import { JOB_CATALOG } from '@ins-relay/contracts';
import { JobProducer } from '@ins-relay/queue';
import type { RelayContext } from './relay-context.js';

/** So many jobs are looked at, which takes about a second. */
const JOBS_MAX = 10_000;

/** How many postbacks wait for each destination, by scheme, host and port; an estimate while they move. */
export interface WaitingPostbacks {
  /** `12`, or `12 or more` where not all of the queue was looked at. */
  describe(destination: string): string;
}

export async function countWaiting({ redis, config }: RelayContext): Promise<WaitingPostbacks> {
  const { keyPrefix } = config;
  const queue = new JobProducer(JOB_CATALOG.postbackDeliver, { redis, keyPrefix, onError: () => undefined });
  const counts = new Map<string, number>();
  let looked = 0;
  try {
    for await (const payload of queue.walkWaiting(JOBS_MAX)) {
      looked += 1;
      const destination = (payload as { destination?: unknown } | null)?.destination;
      if (typeof destination === 'string') counts.set(destination, (counts.get(destination) ?? 0) + 1);
    }
  } finally {
    await queue.close();
  }
  return {
    describe: (destination) => `${counts.get(destination) ?? 0}${looked < JOBS_MAX ? '' : ' or more'}`,
  };
}
