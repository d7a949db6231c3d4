import type { JobProducer } from './job-producer.js';
import type { JobWorker } from './job-worker.js';
import type { QueuedJob } from './worker-options.js';

/**
 * Whether a worker makes progress: it fails when a job has waited for long and none was begun or finished
 * meanwhile.
 * @param stuckAfterMs longer than any single job may take
 */
export async function checkConsumption<T extends QueuedJob>(
  worker: JobWorker<T>,
  queue: JobProducer<T>,
  stuckAfterMs: number,
  nowMs: number,
): Promise<{ ok: boolean; detail?: string }> {
  if (!worker.isRunning) return { ok: false, detail: 'the worker does not run' };
  const waitedMs = await queue.readOldestWaitingAgeMs(nowMs);
  const quietMs = nowMs - worker.lastProgressMs;
  if (waitedMs < stuckAfterMs || quietMs < stuckAfterMs) return { ok: true };
  return { ok: false, detail: `jobs wait, and none moved for ${Math.round(quietMs / 1000)} s` };
}
