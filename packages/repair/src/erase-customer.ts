import { decodeNotification, openNotification } from '@ins-relay/clickbank';
import { readAccountKeys } from '@ins-relay/connections';
import type { Connection, NotificationMapJob, PostbackDeliverJob } from '@ins-relay/contracts';
import type { EventSummary, LedgerReader, TimelineEditor, UnverifiedCalls } from '@ins-relay/ledger';
import type { JobProducer } from '@ins-relay/queue';

export interface ErasePorts {
  readonly reader: LedgerReader;
  readonly editor: TimelineEditor;
  readonly unverified: UnverifiedCalls;
  readonly mapQueue: JobProducer<NotificationMapJob>;
  readonly deliverQueue: JobProducer<PostbackDeliverJob>;
}

export interface EraseResult {
  readonly events: number;
  /** Jobs that waited in the queues and were taken out. */
  readonly jobs: number;
  /** Kept calls that could not be verified and were of this customer. */
  readonly calls: number;
}

/**
 * Removes a customer: from every event, the notification, the URLs and RedTrack's answers; the jobs that wait; kept
 * calls; and the look-up by the address. What is under way at this very moment is finished first: run it again.
 * @param by who asked, for the timelines
 */
export async function eraseCustomer(
  ports: ErasePorts,
  connections: readonly Connection[],
  email: string,
  by: string,
  nowMs: number,
): Promise<EraseResult> {
  const { events } = await ports.reader.list({ email }, Number.POSITIVE_INFINITY);
  let jobs = 0;
  for (const event of events) {
    jobs += await removeJobs(ports, event);
    await ports.editor.erase(event.eventId, { type: 'erased', atMs: nowMs, by });
  }
  await ports.editor.forgetEmail(email);
  return { events: events.length, jobs, calls: await eraseCalls(ports, connections, email, nowMs) };
}

async function removeJobs(
  ports: ErasePorts,
  { eventId, generation, postbacks }: EventSummary,
): Promise<number> {
  const mapJobId = generation === 0 ? eventId : `${eventId}-${generation}`;
  const isMapping = (await ports.mapQueue.find(mapJobId)) !== undefined;
  if (isMapping) await ports.mapQueue.remove(mapJobId);
  let removed = Number(isMapping);
  for (const { ordinal, outcome } of postbacks) {
    if (outcome !== 'pending') continue;
    await ports.deliverQueue.remove(`${eventId}-${generation}-${ordinal}`);
    removed += 1;
  }
  return removed;
}

/** Those that can't be opened even now are unreadable to us as well. */
async function eraseCalls(
  ports: ErasePorts,
  connections: readonly Connection[],
  email: string,
  nowMs: number,
): Promise<number> {
  const wanted = email.trim().toLowerCase();
  let calls = 0;
  for (const connection of connections) {
    const keys = { ...readAccountKeys(connection, nowMs), legacyVersions: true };
    const { accepted } = await ports.unverified.review(connection.id, async ({ body }) => {
      const opened = openNotification(body, keys);
      if (!opened.ok) return false;
      const { verification } = opened;
      const event = decodeNotification(opened.payload, { account: keys.account, verification });
      return event.customer.email?.toLowerCase() === wanted;
    });
    calls += accepted;
  }
  return calls;
}
