import { setTimeout as sleep } from 'node:timers/promises';

/** Far more than causes differ by, far less than anybody minds. */
const TICK_MS = 10;

/**
 * Waits until a whole number of ticks has passed since a call began. Whatever became of a call that is not accepted,
 * how long that took is then not told by when the answer comes.
 * @param startedMs of `performance.now()`
 */
export async function waitForTick(startedMs: number): Promise<void> {
  const elapsedMs = performance.now() - startedMs;
  await sleep(TICK_MS - (elapsedMs % TICK_MS));
}
