import { randomBytes } from 'node:crypto';
import { createEventId, isEventId, pickEventId, type Cause } from '@ins-relay/contracts';
import type { LedgerReader } from './ledger-reader.js';
import type { LedgerWriter } from './ledger-writer.js';
import type { TimelineEntry } from './timeline-entry.js';

export interface BrokenJob {
  readonly jobId: string;
  /** Whatever was in the queue. */
  readonly raw: unknown;
  readonly cause: Extract<Cause, 'contract-broken' | 'mapper-crashed' | 'dispatcher-crashed'>;
  readonly problem: string;
}

/**
 * Makes a job visible that could not be run: quarantined, under its event's id. A job so broken that it does not
 * tell its event gets an id of its own. The job itself stays in the queue's failed set.
 */
export async function recordBrokenJob(
  reader: LedgerReader,
  writer: LedgerWriter,
  job: BrokenJob,
  nowMs: number,
): Promise<void> {
  const fields = (typeof job.raw === 'object' && job.raw !== null ? job.raw : {}) as Record<string, unknown>;
  const idInJob = pickEventId(job.jobId);
  const eventId = isEventId(idInJob) ? idInJob : createEventId(nowMs, randomBytes(11));
  const connectionId = typeof fields['connectionId'] === 'string' ? fields['connectionId'] : '(unknown)';
  const isKnown = (await reader.read(eventId)) !== undefined;
  const received: TimelineEntry = { type: 'received', atMs: nowMs, connectionId, source: 'ins' };
  const settled: TimelineEntry = {
    type: 'settled',
    atMs: nowMs,
    outcome: 'quarantined',
    cause: job.cause,
    detail: job.problem.slice(0, 300),
  };
  await writer.append(eventId, isKnown ? [settled] : [received, settled]);
}
