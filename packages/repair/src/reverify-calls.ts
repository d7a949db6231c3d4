import { openNotification } from '@ins-relay/clickbank';
import { readAccountKeys } from '@ins-relay/connections';
import type { Connection, NotificationMapJob } from '@ins-relay/contracts';
import type { LedgerWriter, UnverifiedCall, UnverifiedCalls } from '@ins-relay/ledger';
import type { JobProducer } from '@ins-relay/queue';

export interface ReverifyPorts {
  readonly unverified: UnverifiedCalls;
  readonly writer: LedgerWriter;
  readonly queue: JobProducer<NotificationMapJob>;
}

/**
 * Tries the kept calls of a connection again with its settings of now, after a wrong secret key, account or INS
 * URL was corrected. Those that verify now go the way of every notification, under the event id they were
 * rejected with.
 * @param by who asked, for the timeline
 */
export async function reverifyCalls(
  ports: ReverifyPorts,
  connection: Connection,
  by: string,
  nowMs: number,
): Promise<{ offered: number; accepted: number }> {
  return ports.unverified.review(connection.id, (call) => reverifyCall(ports, connection, call, by, nowMs));
}

async function reverifyCall(
  ports: ReverifyPorts,
  connection: Connection,
  call: UnverifiedCall,
  by: string,
  nowMs: number,
): Promise<boolean> {
  const opened = openNotification(call.body, readAccountKeys(connection, nowMs));
  if (!opened.ok) return false;
  const { eventId } = call;
  await ports.writer.append(eventId, [
    { type: 'requeued', atMs: nowMs, generation: 1, source: 'reverify', by },
  ]);
  await ports.queue.enqueue(`${eventId}-1`, {
    schema: 1,
    eventId,
    generation: 1,
    connectionId: connection.id,
    source: 'reverify',
    verification: opened.verification,
    receivedAtMs: call.receivedAtMs,
    ...(opened.receipt === undefined ? {} : { receipt: opened.receipt }),
    text: opened.plaintext,
  });
  return true;
}
