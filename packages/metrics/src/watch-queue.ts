import { Gauge, type Registry } from 'prom-client';
import { collectSeldom } from './collect-seldom.js';

const KEEP_MS = 2_000;

/** A queue as `JobProducer` shows it. */
export interface WatchedQueue {
  count(): Promise<{ waiting: number; active: number; delayed: number; failed: number }>;
  readOldestWaitingAgeMs(nowMs: number): Promise<number>;
}

/**
 * Depth and age of queues, looked at when Prometheus asks. Every replica tells the same: take the maximum.
 * @param queues by name
 */
export function watchQueue(registry: Registry, queues: Readonly<Record<string, WatchedQueue>>): void {
  const read = collectSeldom(async () => {
    const entries = Object.entries(queues).map(async ([name, queue]) => ({
      name,
      counts: await queue.count(),
      oldestSeconds: (await queue.readOldestWaitingAgeMs(Date.now())) / 1_000,
    }));
    return Promise.all(entries);
  }, KEEP_MS);
  new Gauge({
    name: 'ins_relay_queue_jobs',
    help: 'Jobs in a queue, by state; a batch that is not waiting counts as one.',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { counts, name } of (await read()) ?? []) {
        for (const [state, count] of Object.entries(counts)) this.set({ queue: name, state }, count);
      }
    },
  });
  new Gauge({
    name: 'ins_relay_queue_oldest_seconds',
    help: 'How long the oldest waiting job has waited; 0 where none waits.',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { name, oldestSeconds } of (await read()) ?? []) this.set({ queue: name }, oldestSeconds);
    },
  });
}
