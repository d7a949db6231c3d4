import type { BatchedJob, OpenJob, PostbackDeliverJob } from '@ins-relay/contracts';
import type { MapJob } from './map-job.js';

/** A postback of which everything is decided. */
export interface ReadyPostback {
  readonly ordinal: number;
  readonly rdtkEventId: string;
  readonly url: string;
  /** Scheme, host and port of it. */
  readonly destination: string;
  readonly destinationConnectionId?: string;
}

/** Makes a job of each postback. The id derives from the event, so to enqueue it twice is harmless. */
export function toDeliverJobs(
  job: MapJob,
  postbacks: readonly ReadyPostback[],
  attempts: number,
): BatchedJob<OpenJob<PostbackDeliverJob>>[] {
  const { begunInBatch, connectionId, eventId, generation, receivedAtMs, receipt, traceparent } = job;
  return postbacks.map(({ ordinal, rdtkEventId, url, destination, destinationConnectionId }) => ({
    id: `${eventId}-${generation}-${ordinal}`,
    attempts,
    payload: {
      schema: 1,
      eventId,
      generation,
      ordinal,
      connectionId,
      destinationConnectionId,
      rdtkEventId,
      destination,
      text: url,
      receivedAtMs,
      receipt,
      traceparent,
      begunInBatch,
    },
  }));
}
