import { readEventIdTime } from '@ins-relay/contracts';
import type { AttemptEntry, MappedPostback, PostbackSettledEntry, TimelineEntry } from './timeline-entry.js';

type Type = TimelineEntry['type'];
type Fields = Readonly<Record<string, unknown>>;

/** Words that nearly every timeline holds, written as their number. Only append: stored timelines outlive releases. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  source: ['ins', 'pixel', 'reverify', 'replay', 'release', 'approve'],
  verification: ['encrypted', 'cverify', 'key', 'none'],
  kind: [
    'Sale',
    'Rebill',
    'Refund',
    'Chargeback',
    'Upsell',
    'CancelRebill',
    'UncancelRebill',
    'SubscriptionChange',
    'CartAbandonment',
    'TestTransactions',
    'InitiateCheckout',
    'Other',
  ],
  version: ['8.0', '7.0', '6.0'],
  transactionType: ['SALE', 'BILL', 'RFND', 'CGBK', 'INSF', 'CANCEL-REBILL', 'UNCANCEL-REBILL', 'TEST'],
  matchedBy: ['event matching'],
  clickIdSource: ['trackingCodes', 'extclid', 'parent', 'assigned'],
  outcome: ['delivered', 'failed'],
};
/** Times that are written as milliseconds since the event was received. */
const TIMES: readonly string[] = ['atMs', 'nextAtMs'];

interface Format {
  readonly type: Type;
  readonly fields: readonly string[];
  /** Times and words are written short. Earlier releases wrote them out, under other codes. */
  readonly isShort: boolean;
}

/**
 * How entries are written: an array of the code and the fields in this order, a fifth of the size of objects.
 * Only append to a list, and never change a code: stored timelines outlive releases.
 */
const FORMATS: Readonly<Record<string, Format>> = {
  R: short(
    'received',
    'atMs connectionId source verification kind transactionType version receipt parentReceipt',
  ),
  N: short('mapped', 'atMs generation matchedBy clickId clickIdSource postbacks'),
  A: short(
    'attempt',
    'atMs generation ordinal attempt durationMs status outcome error nextAtMs sealedBody cause',
  ),
  p: long('postback-settled', 'atMs generation ordinal outcome cause'),
  d: long('duplicate', 'atMs ofEventId'),
  w: long('waiting', 'atMs parentReceipt untilMs'),
  h: long('held', 'atMs rule reason'),
  b: long('blocked', 'atMs generation ordinal destination reason'),
  s: long('settled', 'atMs outcome cause detail'),
  q: long('requeued', 'atMs generation source by reason isResend'),
  e: long('erased', 'atMs by'),
  c: long('assigned', 'atMs clickId by'),
  // Earlier releases' own.
  r: long(
    'received',
    'atMs connectionId source verification kind transactionType version receipt parentReceipt',
  ),
  M: long('mapped', 'atMs generation matchedBy clickId clickIdSource postbacks'),
  m: long('mapped', 'atMs generation matchedBy clickId clickIdSource postbacks'),
  a: long('attempt', 'atMs generation ordinal attempt durationMs status error sealedBody nextAtMs'),
};

/** The first code of a type is the one that is written. */
const CODES = new Map<Type, string>();
for (const [code, { type }] of Object.entries(FORMATS)) if (!CODES.has(type)) CODES.set(type, code);

/** Of a postback, in the order in which it is written: as an array too. Only append. */
const POSTBACK_FIELDS: readonly (keyof MappedPostback)[] = [
  'ordinal',
  'conversionType',
  'sum',
  'rdtkEventId',
  'currency',
  'destinationConnectionId',
];

/** What an entry is written short by: what is known of its event before it. */
interface Before {
  readonly receivedAtMs: number;
  readonly start: string | undefined;
}

type Shorten = (value: unknown, before: Before) => unknown;

interface Column {
  readonly field: string;
  /** Absent where the value is written as it is. */
  readonly shorten?: Shorten;
}

/** The columns of each code. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = Object.fromEntries(
  Object.entries(FORMATS).map(([code, { fields, isShort }]) => [
    code,
    fields.map((field) => ({ field, shorten: chooseShorten(field, isShort) })),
  ]),
);

/** Stands for the receipt and type of the notification before, with which an `rdtk_event_id` begins. */
const SAME = '~';

/**
 * Writes entries of one event; an attempt and what it settles share a line.
 * @returns lines of JSON
 */
export function encodeTimeline(eventId: string, entries: readonly TimelineEntry[]): string[] {
  const receivedAtMs = readEventIdTime(eventId) ?? 0;
  const lines: string[] = [];
  let start: string | undefined;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (entry === undefined) continue;
    const next = entries[i + 1];
    const isJoined = entry.type === 'attempt' && next?.type === 'postback-settled' && settles(entry, next);
    if (isJoined) i += 1;
    lines.push(encodeEntry(entry, isJoined ? next : undefined, { receivedAtMs, start }));
    start = tellStart(entry) ?? start;
  }
  return lines;
}

const OPENING_BRACKET = '['.charCodeAt(0);

/** Whether a stored line is an entry; the others are sealed records. */
export function isTimelineLine(line: Buffer): boolean {
  return line[0] === OPENING_BRACKET;
}

/** @param lines of one event, in their order */
export function decodeTimeline(eventId: string, lines: readonly string[]): TimelineEntry[] {
  let start: string | undefined;
  return lines.flatMap((line) => {
    const entries = decodeTimelineLine(eventId, line).map((entry) => unshareStart(entry, start));
    for (const entry of entries) start = tellStart(entry) ?? start;
    return entries;
  });
}

/**
 * For whoever changes a single line; what it shares with another one stays as it is written.
 * @returns none for an entry of a newer release, which readers skip
 */
export function decodeTimelineLine(eventId: string, line: string): TimelineEntry[] {
  const [code, ...values] = JSON.parse(line) as [string, ...unknown[]];
  const format = FORMATS[code];
  if (format === undefined) return [];
  const entry: Record<string, unknown> = { type: format.type, ...toFields(values, format.fields) };
  if (format.isShort) writeOut(entry, readEventIdTime(eventId) ?? 0);
  // The oldest release wrote postbacks as objects, under `m`.
  if (format.type === 'mapped' && code !== 'm') {
    const postbacks = entry['postbacks'] as readonly (readonly unknown[])[];
    entry['postbacks'] = postbacks.map((postback) => toFields(postback, POSTBACK_FIELDS));
  }
  return code === 'A' ? part(entry) : [entry as unknown as TimelineEntry];
}

function tellStart(entry: TimelineEntry): string | undefined {
  return entry.type === 'received' ? `${entry.receipt}-${entry.transactionType}-` : undefined;
}

function chooseShorten(field: string, isShort: boolean): Shorten | undefined {
  if (field === 'postbacks') return toArrays;
  if (!isShort) return undefined;
  if (TIMES.includes(field)) return toOffset;
  const words = WORDS[field];
  if (words === undefined) return undefined;
  const numbers = new Map<unknown, number>(words.map((word, number) => [word, number]));
  return (word) => numbers.get(word) ?? word;
}

function toOffset(atMs: unknown, { receivedAtMs }: Before): unknown {
  return typeof atMs === 'number' ? atMs - receivedAtMs : atMs;
}

function shareStart(rdtkEventId: string, start: string | undefined): string {
  if (start === undefined || !rdtkEventId.startsWith(start)) return rdtkEventId;
  return SAME + rdtkEventId.slice(start.length);
}

function unshareStart(entry: TimelineEntry, start: string | undefined): TimelineEntry {
  if (entry.type !== 'mapped') return entry;
  const postbacks = entry.postbacks.map((postback) => {
    const { rdtkEventId: id } = postback;
    return id.startsWith(SAME) ? { ...postback, rdtkEventId: `${start}${id.slice(SAME.length)}` } : postback;
  });
  return { ...entry, postbacks };
}

function short(type: Type, fields: string): Format {
  return { type, fields: fields.split(' '), isShort: true };
}

function long(type: Type, fields: string): Format {
  return { type, fields: fields.split(' '), isShort: false };
}

function encodeEntry(entry: TimelineEntry, joined: TimelineEntry | undefined, before: Before): string {
  const code = CODES.get(entry.type) ?? '';
  const values: unknown[] = [code];
  for (const { field, shorten } of COLUMNS[code] ?? []) {
    const value = (entry as unknown as Fields)[field] ?? (joined as unknown as Fields | undefined)?.[field];
    values.push(shorten === undefined || value === undefined ? value : shorten(value, before));
  }
  return JSON.stringify(dropAbsentEnd(values));
}

function writeOut(entry: Record<string, unknown>, receivedAtMs: number): void {
  for (const [field, value] of Object.entries(entry)) {
    if (typeof value !== 'number') continue;
    if (TIMES.includes(field)) entry[field] = value + receivedAtMs;
    const words = WORDS[field];
    if (words !== undefined) entry[field] = words[value] ?? String(value);
  }
}

function settles(attempt: AttemptEntry, settled: PostbackSettledEntry): boolean {
  return (
    attempt.atMs === settled.atMs &&
    attempt.generation === settled.generation &&
    attempt.ordinal === settled.ordinal
  );
}

function part({ outcome, cause, ...attempt }: Record<string, unknown>): TimelineEntry[] {
  const entry = attempt as unknown as AttemptEntry;
  if (outcome === undefined) return [entry];
  const { atMs, generation, ordinal } = entry;
  const settled = { type: 'postback-settled', atMs, generation, ordinal, outcome };
  return [entry, { ...settled, ...(cause === undefined ? {} : { cause }) } as PostbackSettledEntry];
}

function toArrays(postbacks: unknown, { start }: Before): unknown[][] {
  return (postbacks as readonly MappedPostback[]).map((postback) => {
    const values: unknown[] = [];
    for (const field of POSTBACK_FIELDS) {
      values.push(field === 'rdtkEventId' ? shareStart(postback[field], start) : postback[field]);
    }
    return dropAbsentEnd(values);
  });
}

function dropAbsentEnd(values: unknown[]): unknown[] {
  while (values.length > 0 && values[values.length - 1] === undefined) values.pop();
  return values;
}

function toFields(values: readonly unknown[], fields: readonly string[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  fields.forEach((field, i) => {
    const value = values[i];
    if (value !== undefined && value !== null) object[field] = value;
  });
  return object;
}
