import type { NotificationMapJob, NotificationSource } from '@ins-relay/contracts';
import type { LedgerReader, LedgerWriter } from '@ins-relay/ledger';
import type { JobProducer } from '@ins-relay/queue';

export interface RequeuePorts {
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly queue: JobProducer<NotificationMapJob>;
}

export interface Requeue {
  readonly source: Extract<NotificationSource, 'replay' | 'release' | 'approve'>;
  /** Who asked, for the timeline. */
  readonly by: string;
  /** Why, for the timeline. */
  readonly reason?: string;
  /** Under a new `rdtk_event_id`: RedTrack may count it twice. */
  readonly isResend?: boolean;
}

export type RequeueResult =
  | { readonly result: 'requeued'; readonly generation: number }
  /** It is not in the ledger, or no longer. */
  | { readonly result: 'not-found' }
  /** There is no notification to map: it was never verified. `reverify` is for those. */
  | { readonly result: 'nothing-to-map' };

/**
 * Sends an event through the mapper again, with the settings of now. Its `rdtk_event_id` stays what it was, so
 * RedTrack drops what it has already counted, unless it is a resend.
 */
export async function requeueEvent(
  ports: RequeuePorts,
  eventId: string,
  { by, isResend, reason, source }: Requeue,
  nowMs: number,
): Promise<RequeueResult> {
  const event = await ports.reader.read(eventId);
  if (event === undefined) return { result: 'not-found' };
  const { notification } = event.openRecord();
  const { summary } = event;
  if (notification === undefined) return { result: 'nothing-to-map' };
  const generation = summary.generation + 1;
  await ports.writer.append(eventId, [
    {
      type: 'requeued',
      atMs: nowMs,
      generation,
      source,
      by,
      ...(reason === undefined ? {} : { reason }),
      ...(isResend === true ? { isResend } : {}),
    },
  ]);
  await ports.queue.enqueue(`${eventId}-${generation}`, {
    schema: 1,
    eventId,
    generation,
    connectionId: summary.connectionId,
    source,
    verification: summary.verification ?? 'encrypted',
    receivedAtMs: summary.receivedAtMs,
    ...(isResend === true ? { resend: true } : {}),
    ...(summary.receipt === undefined ? {} : { receipt: summary.receipt }),
    text: notification,
  });
  return { result: 'requeued', generation };
}
