import type { Connection, RelayEvent } from '@ins-relay/contracts';
import type { MappedPostback, TimelineEntry } from '@ins-relay/ledger';
import { draftPostbacks, type MatchedEvent, type PostbackDraft, type Quarantine } from '@ins-relay/mapping';
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
    resendNumber: job.resend === true ? job.generation : undefined,
  });
  if (drafted.decision === 'quarantine') return drafted;
  const ready = drafted.postbacks.map((draft) => toReady(draft, connection));
  const entry: TimelineEntry = {
    type: 'mapped',
    atMs,
    generation: job.generation,
    matchedBy: matched.matchedBy,
    clickId,
    clickIdSource,
    postbacks: drafted.postbacks.map((draft) => toMapped(draft, connection)),
  };
  return { decision: 'send', ready, entry, clickId, urls: ready.map((postback) => postback.url) };
}

function toReady(draft: PostbackDraft, connection: Connection): ReadyPostback {
  const { trackingDomain, postbackToken } = draft.destination;
  const { url, destination } = buildPostbackUrl({ trackingDomain, postbackToken, draft });
  return {
    ordinal: draft.ordinal,
    rdtkEventId: draft.rdtkEventId,
    url,
    destination,
    destinationConnectionId: findOtherDestination(draft, connection),
  };
}

function toMapped(draft: PostbackDraft, connection: Connection): MappedPostback {
  return {
    ordinal: draft.ordinal,
    conversionType: draft.type,
    sum: draft.sum,
    currency: draft.currency ?? undefined,
    rdtkEventId: draft.rdtkEventId,
    destinationConnectionId: findOtherDestination(draft, connection),
  };
}

/** @returns undefined where it goes to the RedTrack of the event's own connection */
function findOtherDestination({ destination }: PostbackDraft, connection: Connection): string | undefined {
  return destination.connectionId === connection.id ? undefined : destination.connectionId;
}
