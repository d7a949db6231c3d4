import type { Conversion } from './books.js';
import { formatSum } from './exact-sum.js';

/** What `GET /conversions` can be asked for; dates are days of UTC, both included. */
export interface ConversionFilter {
  readonly dateFrom?: string;
  readonly dateTo?: string;
  readonly clickid?: string;
  readonly type?: string;
  /** From 1. */
  readonly page: number;
  readonly per: number;
}

/** A row as RedTrack's API has it. */
export interface ConversionRow {
  id: number;
  clickid: string;
  type: string;
  status: string;
  payout: number;
  currency: string;
  deduplicate_token: string;
  duplicate_status: 'new' | 'repeated';
  postback_ip: string;
  conv_time: string;
  created_at: string;
  [sub: `p_sub${number}`]: string;
}

/** One page of the conversions that match, oldest first, and how many match in all. */
export function findConversions(
  conversions: readonly Conversion[],
  { dateFrom, dateTo, clickid, type, page, per }: ConversionFilter,
): { items: ConversionRow[]; total: number } {
  const fromMs = dateFrom === undefined ? -Infinity : Date.parse(`${dateFrom}T00:00:00.000Z`);
  const toMs = dateTo === undefined ? Infinity : Date.parse(`${dateTo}T23:59:59.999Z`);
  const matching = conversions.filter(
    ({ createdAtMs, postback }) =>
      createdAtMs >= fromMs &&
      createdAtMs <= toMs &&
      (clickid === undefined || postback.clickid === clickid) &&
      (type === undefined || postback.type === type),
  );
  return { items: matching.slice((page - 1) * per, page * per).map(toRow), total: matching.length };
}

function toRow({ id, createdAtMs, isRepeated, postback }: Conversion): ConversionRow {
  const time = new Date(createdAtMs).toISOString();
  const row: ConversionRow = {
    id,
    clickid: postback.clickid,
    type: postback.type,
    status: postback.status,
    // The API's rows hold numbers; nothing is calculated with this one.
    payout: Number(formatSum(postback.sumMillionths)),
    currency: postback.currency,
    deduplicate_token: postback.eventId,
    duplicate_status: isRepeated ? 'repeated' : 'new',
    postback_ip: '127.0.0.1',
    conv_time: time,
    created_at: time,
  };
  for (const [name, value] of Object.entries(postback.subs)) row[`p_${name}` as `p_sub${number}`] = value;
  return row;
}
