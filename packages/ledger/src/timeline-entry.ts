import type { Cause, EventKind, NotificationSource, Outcome, Verification } from '@ins-relay/contracts';

/** One thing that happened to an event. Times are milliseconds since 1970, UTC. No customer data in the clear. */
export type TimelineEntry =
  | ReceivedEntry
  | DuplicateEntry
  | WaitingEntry
  | HeldEntry
  | MappedEntry
  | BlockedEntry
  | AttemptEntry
  | PostbackSettledEntry
  | SettledEntry
  | RequeuedEntry
  | AssignedEntry
  | ErasedEntry;

/** Always the first entry. What could not be told from an unverified call is absent. */
export interface ReceivedEntry {
  type: 'received';
  atMs: number;
  connectionId: string;
  source: NotificationSource;
  verification?: Verification;
  kind?: EventKind;
  transactionType?: string;
  version?: string;
  receipt?: string;
  parentReceipt?: string;
}

export interface DuplicateEntry {
  type: 'duplicate';
  atMs: number;
  ofEventId: string;
}

/** It has no click id of its own, and its parent has not arrived yet. */
export interface WaitingEntry {
  type: 'waiting';
  atMs: number;
  parentReceipt: string;
  untilMs: number;
}

/** Its connection is paused, or a rule wants an operator to look at it. */
export interface HeldEntry {
  type: 'held';
  atMs: number;
  /** Absent: its connection is paused. */
  rule?: string;
  reason?: string;
}

export interface MappedEntry {
  type: 'mapped';
  atMs: number;
  generation: number;
  /** `event matching`, or `rule <name>`. */
  matchedBy: string;
  clickId: string;
  clickIdSource: string;
  postbacks: MappedPostback[];
}

export interface MappedPostback {
  ordinal: number;
  conversionType: string;
  sum: string;
  currency?: string;
  rdtkEventId: string;
  /** Whose RedTrack it goes to, where a rule chose another connection's. */
  destinationConnectionId?: string;
}

/** Its destination is paused or left alone after failures; the postback waits and uses up no attempt. */
export interface BlockedEntry {
  type: 'blocked';
  atMs: number;
  generation: number;
  ordinal: number;
  destination: string;
  reason: string;
}

/** One HTTP try. `status` is absent where no answer came; `error` says why. */
export interface AttemptEntry {
  type: 'attempt';
  atMs: number;
  generation: number;
  ordinal: number;
  attempt: number;
  durationMs: number;
  status?: number;
  error?: string;
  /** Start of RedTrack's answer, sealed, base64: it may repeat what was sent. */
  sealedBody?: string;
  /** When the next attempt is due; absent after the last one. */
  nextAtMs?: number;
}

/** One postback is done with, well or badly. */
export interface PostbackSettledEntry {
  type: 'postback-settled';
  atMs: number;
  generation: number;
  ordinal: number;
  outcome: 'delivered' | 'failed';
  cause?: Cause;
}

/** The event is done with, before any postback. */
export interface SettledEntry {
  type: 'settled';
  atMs: number;
  outcome: Exclude<Outcome, 'delivered' | 'pending'>;
  cause: Cause;
  detail?: string;
}

/** It was put back into the queue: by an operator, or because its connection is enabled again. */
export interface RequeuedEntry {
  type: 'requeued';
  atMs: number;
  generation: number;
  source: NotificationSource;
  by: string;
  reason?: string;
  /** It is sent under another `rdtk_event_id`, so that RedTrack does not drop it. */
  isResend?: boolean;
}

/** An operator gave it a click id. */
export interface AssignedEntry {
  type: 'assigned';
  atMs: number;
  clickId: string;
  by: string;
}

/** What says who the customer is was removed; the event can't be mapped again. */
export interface ErasedEntry {
  type: 'erased';
  atMs: number;
  by: string;
}

type FieldsOf<T extends TimelineEntry['type']> = readonly Exclude<
  keyof Extract<TimelineEntry, { type: T }>,
  'type'
>[];

/**
 * How entries are written: an array of the code and the fields in this order, a third of the size of objects.
 * Only append to a list, and never change a code: stored timelines outlive releases.
 */
const FORMAT: { readonly [T in TimelineEntry['type']]: { code: string; fields: FieldsOf<T> } } = {
  received: {
    code: 'r',
    fields: [
      'atMs',
      'connectionId',
      'source',
      'verification',
      'kind',
      'transactionType',
      'version',
      'receipt',
      'parentReceipt',
    ],
  },
  duplicate: { code: 'd', fields: ['atMs', 'ofEventId'] },
  waiting: { code: 'w', fields: ['atMs', 'parentReceipt', 'untilMs'] },
  held: { code: 'h', fields: ['atMs', 'rule', 'reason'] },
  mapped: { code: 'M', fields: ['atMs', 'generation', 'matchedBy', 'clickId', 'clickIdSource', 'postbacks'] },
  blocked: { code: 'b', fields: ['atMs', 'generation', 'ordinal', 'destination', 'reason'] },
  attempt: {
    code: 'a',
    fields: [
      'atMs',
      'generation',
      'ordinal',
      'attempt',
      'durationMs',
      'status',
      'error',
      'sealedBody',
      'nextAtMs',
    ],
  },
  'postback-settled': { code: 'p', fields: ['atMs', 'generation', 'ordinal', 'outcome', 'cause'] },
  settled: { code: 's', fields: ['atMs', 'outcome', 'cause', 'detail'] },
  requeued: { code: 'q', fields: ['atMs', 'generation', 'source', 'by', 'reason', 'isResend'] },
  erased: { code: 'e', fields: ['atMs', 'by'] },
  assigned: { code: 'c', fields: ['atMs', 'clickId', 'by'] },
};

const TYPE_BY_CODE = new Map(Object.entries(FORMAT).map(([type, format]) => [format.code, type]));
// Earlier releases wrote the postbacks of a mapping as objects, under this code.
TYPE_BY_CODE.set('m', 'mapped');

/** Of a postback, in the order in which it is written: as an array too. Only append. */
const POSTBACK_FIELDS: readonly (keyof MappedPostback)[] = [
  'ordinal',
  'conversionType',
  'sum',
  'rdtkEventId',
  'currency',
  'destinationConnectionId',
];

/** @returns one line of JSON */
export function encodeTimelineEntry(entry: TimelineEntry): string {
  const { code, fields } = FORMAT[entry.type];
  const written =
    entry.type === 'mapped'
      ? { ...entry, postbacks: entry.postbacks.map((postback) => toArray(postback, POSTBACK_FIELDS)) }
      : entry;
  return JSON.stringify([code, ...toArray(written, fields)]);
}

/** @returns undefined for an entry of a newer release, which readers skip */
export function decodeTimelineEntry(line: string): TimelineEntry | undefined {
  const [code, ...values] = JSON.parse(line) as [string, ...unknown[]];
  const type = TYPE_BY_CODE.get(code) as TimelineEntry['type'] | undefined;
  if (type === undefined) return undefined;
  const entry: Record<string, unknown> = { type, ...toFields(values, FORMAT[type].fields) };
  if (code === 'M') {
    const postbacks = entry['postbacks'] as readonly (readonly unknown[])[];
    entry['postbacks'] = postbacks.map((postback) => toFields(postback, POSTBACK_FIELDS));
  }
  return entry as unknown as TimelineEntry;
}

/** The values of the fields, without those at the end that are absent. */
function toArray(object: object, fields: readonly string[]): unknown[] {
  const values = fields.map((field) => (object as Record<string, unknown>)[field]);
  while (values.at(-1) === undefined && values.length > 0) values.pop();
  return values;
}

function toFields(values: readonly unknown[], fields: readonly string[]): Record<string, unknown> {
  const entry: Record<string, unknown> = {};
  fields.forEach((field, index) => {
    const value = values[index];
    if (value !== undefined && value !== null) entry[field] = value;
  });
  return entry;
}
