import type { EventFilter } from '@ins-relay/console-contract';

/** Times as people choose them: since a while ago, or all that is kept. */
export const SINCE_CHOICES = ['15m', '1h', '24h', '7d', '30d'] as const;
export type SinceChoice = (typeof SINCE_CHOICES)[number];

const SINCE_MS: Readonly<Record<SinceChoice, number>> = {
  '15m': 900_000,
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
};

const TEXT_FIELDS = ['connection', 'outcome', 'cause', 'kind', 'receipt', 'clickId', 'customer'] as const;

/** The filter that an address of the events page stands for. `since` may be a choice or a time in milliseconds. */
export function readEventFilter(search: URLSearchParams, nowMs: number): EventFilter {
  const filter: Record<string, string | number> = {};
  for (const field of TEXT_FIELDS) {
    const value = search.get(field)?.trim();
    if (value !== undefined && value !== '') filter[field] = value;
  }
  const since = readSince(search.get('since'), nowMs);
  if (since !== undefined) filter['sinceMs'] = since;
  const until = Number(search.get('until') ?? NaN);
  if (Number.isFinite(until)) filter['untilMs'] = until;
  return filter;
}

/** The same for the API. */
export function toEventQueryText(filter: EventFilter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries({ ...filter, ...more })) {
    if (value !== undefined) query.set(field, String(value));
  }
  return query.toString();
}

/** An address of the events page, for whoever links to it. */
export function linkToEvents(
  filter: Partial<Record<(typeof TEXT_FIELDS)[number] | 'since', string>>,
): string {
  return `/events?${new URLSearchParams(filter).toString()}`;
}

/** Whether a filter narrows down more than the time. */
export function isFiltered(filter: EventFilter): boolean {
  return Object.keys(filter).length > 0;
}

function readSince(text: string | null, nowMs: number): number | undefined {
  if (text === null || text === '') return undefined;
  if (isChoice(text)) {
    // Whole minutes, so that the question stays the same for a while and its answer can be kept.
    return Math.floor((nowMs - SINCE_MS[text]) / 60_000) * 60_000;
  }
  const atMs = Number(text);
  return Number.isFinite(atMs) ? atMs : undefined;
}

function isChoice(text: string): text is SinceChoice {
  return (SINCE_CHOICES as readonly string[]).includes(text);
}
