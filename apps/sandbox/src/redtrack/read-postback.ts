import { parseSum } from './exact-sum.js';

/** What RedTrack takes from a call of `/postback`. */
export interface Postback {
  readonly clickid: string;
  readonly type: string;
  readonly sumMillionths: bigint;
  readonly currency: string;
  readonly status: string;
  /** `rdtk_event_id`, the dedupe key; empty when it was not sent. */
  readonly eventId: string;
  /** `sub1` … `sub20`, by name. */
  readonly subs: Readonly<Record<string, string>>;
}

export type ReadPostback =
  | { readonly result: 'postback'; readonly postback: Postback }
  | { readonly result: 'refused'; readonly why: string };

/** RedTrack's column for conversions without a type. */
const DEFAULT_TYPE = 'Conversion';
const NO_SUBS: Postback['subs'] = {};

/** @param query as the HTTP framework parsed it; of a repeated parameter the first one counts */
export function readPostback(query: Readonly<Record<string, unknown>>): ReadPostback {
  const clickid = readText(query['clickid']);
  if (clickid === '') return { result: 'refused', why: 'clickid is missing' };
  const sumMillionths = parseSum(readText(query['sum']) || '0');
  if (sumMillionths === undefined)
    return { result: 'refused', why: 'sum is not a decimal number with a dot' };
  return {
    result: 'postback',
    postback: {
      clickid,
      type: readText(query['type']) || DEFAULT_TYPE,
      sumMillionths,
      currency: readText(query['currency']),
      status: readText(query['status']) || 'Approved',
      eventId: readText(query['rdtk_event_id']),
      subs: readSubs(query),
    },
  };
}

function readText(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

function readSubs(query: Readonly<Record<string, unknown>>): Postback['subs'] {
  const names = Object.keys(query).filter((name) => /^sub([1-9]|1\d|20)$/.test(name));
  return names.length === 0
    ? NO_SUBS
    : Object.fromEntries(names.map((name) => [name, readText(query[name])]));
}
