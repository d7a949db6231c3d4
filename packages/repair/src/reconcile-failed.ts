import type { Cause } from '@ins-relay/contracts';
import { recordBrokenJob, type LedgerReader, type LedgerWriter } from '@ins-relay/ledger';
import type { JobProducer } from '@ins-relay/queue';

export interface ReconcilePorts<T extends { readonly eventId: string }> {
  readonly queue: JobProducer<T>;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
}

/**
 * Records jobs that the queue has given up and the ledger does not know of: a process that died in the instant
 * between the two leaves them behind.
 * @returns how many there were
 */
export async function reconcileFailed<T extends { readonly eventId: string }>(
  { queue, reader, writer }: ReconcilePorts<T>,
  cause: Extract<Cause, 'mapper-crashed' | 'dispatcher-crashed'>,
  nowMs: number,
): Promise<number> {
  let recorded = 0;
  for await (const { jobId, payload: raw, reason } of queue.listFailed()) {
    const { eventId } = raw;
    if (typeof eventId !== 'string') continue;
    const event = await reader.read(eventId);
    // A later run may be under way; only what this very job left open counts.
    const generation = (raw as { generation?: unknown }).generation ?? 0;
    if (
      event !== undefined &&
      (event.summary.outcome !== 'pending' || event.summary.generation !== generation)
    ) {
      continue;
    }
    await recordBrokenJob(reader, writer, { jobId, raw, problem: reason, cause }, nowMs);
    recorded += 1;
  }
  return recorded;
}
