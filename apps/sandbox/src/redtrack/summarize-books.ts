import type { Conversion } from './books.js';
import { formatSum } from './exact-sum.js';
import type { LoggedRequest } from './request-log.js';

/** Every call since the books were cleared, by what it did; unlike the log these are never cut off. */
export type ResultCounts = Readonly<Record<LoggedRequest['result'], number>>;

export interface BooksSummary {
  readonly requests: number;
  readonly conversions: number;
  readonly duplicatesDropped: number;
  readonly refused: number;
  /** Requests that a fault answered instead. */
  readonly notBooked: number;
  /** Exact; over all types and whatever the currency. */
  readonly sum: string;
  readonly byType: Readonly<Record<string, { readonly count: number; readonly sum: string }>>;
  readonly eventIds: {
    readonly distinct: number;
    /** Event ids that were counted more than once: how often each. Empty is what everybody wants. */
    readonly countedMoreThanOnce: Readonly<Record<string, number>>;
    /** Conversions that carry none. */
    readonly missing: number;
  };
}

export function summarizeBooks(conversions: readonly Conversion[], results: ResultCounts): BooksSummary {
  const byType = new Map<string, { count: number; millionths: bigint }>();
  const byEventId = new Map<string, number>();
  let total = 0n;
  let missing = 0;
  for (const { postback } of conversions) {
    const { type, eventId, sumMillionths } = postback;
    const row = byType.get(type) ?? { count: 0, millionths: 0n };
    byType.set(type, { count: row.count + 1, millionths: row.millionths + sumMillionths });
    total += sumMillionths;
    if (eventId === '') missing += 1;
    else byEventId.set(eventId, (byEventId.get(eventId) ?? 0) + 1);
  }
  return {
    requests: Object.values(results).reduce((sum, count) => sum + count, 0),
    conversions: conversions.length,
    duplicatesDropped: results.drop,
    refused: results.refused,
    notBooked: results['not-booked'],
    sum: formatSum(total),
    byType: Object.fromEntries(
      [...byType].map(([type, { count, millionths }]) => [type, { count, sum: formatSum(millionths) }]),
    ),
    eventIds: {
      distinct: byEventId.size,
      countedMoreThanOnce: Object.fromEntries([...byEventId].filter(([, count]) => count > 1)),
      missing,
    },
  };
}
