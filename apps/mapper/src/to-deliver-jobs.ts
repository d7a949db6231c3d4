import type { Connection, NotificationMapJob, PostbackDeliverJob } from '@ins-relay/contracts';
import type { PostbackDraft } from '@ins-relay/mapping';
import { buildPostbackUrl } from '@ins-relay/redtrack';
import { sealJobField, type Keyring } from '@ins-relay/sealing';

export interface Delivery {
  readonly jobId: string;
  readonly payload: PostbackDeliverJob;
  readonly url: string;
}

/** Makes a job of each postback. The id derives from the event, so to enqueue it twice is harmless. */
export function toDeliverJobs(
  keyring: Keyring,
  job: NotificationMapJob,
  connection: Connection,
  drafts: readonly PostbackDraft[],
): Delivery[] {
  const { eventId, generation, receivedAtMs, receipt } = job;
  const { trackingDomain, postbackToken } = connection.redtrack;
  return drafts.map((draft) => {
    const { url, destination } = buildPostbackUrl({ trackingDomain, postbackToken, draft });
    return {
      jobId: `${eventId}-${generation}-${draft.ordinal}`,
      url,
      payload: {
        schema: 1,
        eventId,
        generation,
        ordinal: draft.ordinal,
        connectionId: connection.id,
        rdtkEventId: draft.rdtkEventId,
        destination,
        sealedUrl: sealJobField(keyring, 'postback-url', eventId, url),
        receivedAtMs,
        ...(receipt === undefined ? {} : { receipt }),
      },
    };
  });
}
