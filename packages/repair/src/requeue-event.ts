import type { NotificationMapJob, NotificationSource } from '@ins-relay/contracts';
import type { LedgerReader, LedgerWriter } from '@ins-relay/ledger';
import type { JobProducer } from '@ins-relay/queue';
import { sealJobField, type Keyring } from '@ins-relay/sealing';

export interface RequeuePorts {
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly queue: JobProducer<NotificationMapJob>;
  readonly keyring: Keyring;
}

export type RequeueResult =
  | { readonly result: 'requeued'; readonly generation: number }
  /** It is not in the ledger, or no longer. */
  | { readonly result: 'not-found' }
  /** There is no notification to map: it was never verified. `reverify` is for those. */
  | { readonly result: 'nothing-to-map' };

/**
 * Sends an event through the mapper again, with the settings of now. Its `rdtk_event_id` stays what it was, so
 * RedTrack drops what it has already counted.
 * @param source `replay` for an operator's wish, `release` for an event whose connection was paused, `approve` for
 *   one that a rule holds
 * @param by who asked, for the timeline
 */
export async function requeueEvent(
  ports: RequeuePorts,
  eventId: string,
  source: Extract<NotificationSource, 'replay' | 'release' | 'approve'>,
  by: string,
  nowMs: number,
): Promise<RequeueResult> {
  const event = await ports.reader.read(eventId);
  if (event === undefined) return { result: 'not-found' };
  const { notification } = event.openRecord();
  const { summary } = event;
  if (notification === undefined) return { result: 'nothing-to-map' };
  const generation = summary.generation + 1;
  await ports.writer.append(eventId, [{ type: 'requeued', atMs: nowMs, generation, source, by }]);
  await ports.queue.enqueue(`${eventId}-${generation}`, {
    schema: 1,
    eventId,
    generation,
    connectionId: summary.connectionId,
    source,
    verification: summary.verification ?? 'encrypted',
    receivedAtMs: summary.receivedAtMs,
    ...(summary.receipt === undefined ? {} : { receipt: summary.receipt }),
    sealedNotification: sealJobField(ports.keyring, 'notification', eventId, notification),
  });
  return { result: 'requeued', generation };
}
