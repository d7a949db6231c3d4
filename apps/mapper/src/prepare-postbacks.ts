import type { Connection, RelayEvent } from '@ins-relay/contracts';
import type { TimelineEntry } from '@ins-relay/ledger';
import { draftPostbacks, type MatchedEvent, type Quarantine } from '@ins-relay/mapping';
import { buildPostbackUrl } from '@ins-relay/redtrack';
import type { KnownClickId } from './click-id-finder.js';
import type { ReadyPostback } from './to-deliver-jobs.js';
import type { MapJob } from './map-job.js';

/** Everything there is to send of an event, and what its timeline says about it. */
export interface PreparedPostbacks {
  readonly decision: 'send';
  readonly ready: readonly ReadyPostback[];
  readonly urls: readonly string[];
  readonly entry: TimelineEntry;
  readonly clickId: string;
}

export interface PostbackMaterial {
  readonly job: MapJob;
  readonly event: RelayEvent;
  readonly connection: Connection;
  readonly matched: MatchedEvent;
  readonly clickId: KnownClickId;
  readonly findConnection: (id: string) => Connection | undefined;
  readonly atMs: number;
}

/** Works out the postbacks of an event; changes nothing. */
export function preparePostbacks(material: PostbackMaterial): PreparedPostbacks | Quarantine {
  const { job, event, connection, matched, findConnection, atMs } = material;
  const { clickId, source: clickIdSource } = material.clickId;
  const drafted = draftPostbacks(matched, event, {
    connection,
    clickId,
    eventId: job.eventId,
    findConnection,
    ...(job.resend === true ? { resendNumber: job.generation } : {}),
  });
  if (drafted.decision === 'quarantine') return drafted;
  const ready = drafted.postbacks.map((draft) => ({
    ...draft,
    ...buildPostbackUrl({ ...draft.destination, draft }),
    ...(draft.destination.connectionId === connection.id
      ? {}
      : { destinationConnectionId: draft.destination.connectionId }),
  }));
  const entry: TimelineEntry = {
    type: 'mapped',
    atMs,
    generation: job.generation,
    matchedBy: matched.matchedBy,
    clickId,
    clickIdSource,
    postbacks: ready.map(({ ordinal, type, sum, currency, rdtkEventId, destinationConnectionId }) => ({
      ordinal,
      conversionType: type,
      sum,
      ...(currency === null ? {} : { currency }),
      rdtkEventId,
      ...(destinationConnectionId === undefined ? {} : { destinationConnectionId }),
    })),
  };
  return { decision: 'send', ready, entry, clickId, urls: ready.map((postback) => postback.url) };
}
