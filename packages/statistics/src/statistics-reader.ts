import { OUTCOMES, type Outcome } from '@ins-relay/contracts';
import type { RedisClient } from '@ins-relay/platform';
import { FIELDS } from './count-entries.js';
import { readQuantileMs } from './latency-buckets.js';
import { fromMoneyCount } from './money-count.js';
import { HOURS, MINUTES, StatisticsKeys, type Resolution } from './statistics-keys.js';

/** Figures of one stretch of time. */
export interface Figures {
  readonly notifications: number;
  /** Events that came to an outcome; those that are 0 are left out. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly attempts: number;
  readonly attemptsFailed: number;
  /** From the notification to RedTrack's answer, right to 8 %; absent where nothing was delivered. */
  readonly deliveryP50Ms?: number;
  readonly deliveryP95Ms?: number;
  /** Absent where nobody looked. */
  readonly queueAgeMs?: number;
}

/** What RedTrack accepted of one conversion type in one currency. */
export interface Revenue {
  readonly conversionType: string;
  readonly currency?: string;
  /** Decimal, exact. */
  readonly sum: string;
  readonly postbacks: number;
}

export interface Statistics {
  /** Oldest first, without gaps. */
  readonly stretches: readonly (Figures & { readonly atMs: number })[];
  readonly totals: Figures;
  /** Largest first. */
  readonly revenue: readonly Revenue[];
}

export interface StatisticsSpan {
  /** Begin of the first stretch, a multiple of `stepMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  /** A multiple of a minute; of an hour for what is older than a day. */
  readonly stepMs: number;
}

type Bucket = Readonly<Record<string, string>>;

const DAY_HOURS = 24;

/** Reads what `StatisticsRecorder` wrote. */
export class StatisticsReader {
  private readonly keys: StatisticsKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
  ) {
    this.keys = new StatisticsKeys(keyPrefix);
  }

  async read({ fromMs, stepMs, toMs }: StatisticsSpan): Promise<Statistics> {
    const resolution = stepMs % HOURS.lengthMs === 0 ? HOURS : MINUTES;
    const buckets = await this.readBuckets(resolution, fromMs, toMs);
    const perStretch = stepMs / resolution.lengthMs;
    const stretches: (Figures & { atMs: number })[] = [];
    for (let i = 0; i < buckets.length; i += perStretch) {
      const atMs = fromMs + i * resolution.lengthMs;
      stretches.push({ atMs, ...addUp(buckets.slice(i, i + perStretch)) });
    }
    return { stretches, totals: addUp(buckets), revenue: addUpRevenue(buckets) };
  }

  /** The outcomes of each connection's events over the latest 24 hours. */
  async readConnections(nowMs: number): Promise<Map<string, Partial<Record<Outcome, number>>>> {
    const pipeline = this.redis.pipeline();
    for (let i = 0; i < DAY_HOURS; i++) pipeline.hgetall(this.keys.connections(nowMs - i * HOURS.lengthMs));
    const byConnection = new Map<string, Partial<Record<Outcome, number>>>();
    for (const bucket of await execute(pipeline)) {
      for (const [field, text] of Object.entries(bucket)) {
        const [connectionId = '', outcome = ''] = field.split(' ');
        const outcomes = byConnection.get(connectionId) ?? {};
        outcomes[outcome as Outcome] = (outcomes[outcome as Outcome] ?? 0) + Number(text);
        byConnection.set(connectionId, outcomes);
      }
    }
    return byConnection;
  }

  /** How often each rule of a connection decided, by its name. */
  async readRuleHits(connectionId: string): Promise<Record<string, number>> {
    const hits = await this.redis.hgetall(this.keys.rules(connectionId));
    return Object.fromEntries(Object.entries(hits).map(([rule, count]) => [rule, Number(count)]));
  }

  private async readBuckets(resolution: Resolution, fromMs: number, toMs: number): Promise<Bucket[]> {
    const pipeline = this.redis.pipeline();
    for (let atMs = fromMs; atMs < toMs; atMs += resolution.lengthMs) {
      pipeline.hgetall(this.keys.bucket(resolution, atMs));
    }
    return execute(pipeline);
  }
}

async function execute(pipeline: ReturnType<RedisClient['pipeline']>): Promise<Bucket[]> {
  return ((await pipeline.exec()) ?? []).map(([error, reply]) => {
    if (error !== null) throw error;
    return reply as Bucket;
  });
}

function addUp(buckets: readonly Bucket[]): Figures {
  const sum = (field: string) => buckets.reduce((total, bucket) => total + Number(bucket[field] ?? 0), 0);
  const latencies = new Map<number, number>();
  for (const { field, text } of listFields(buckets, FIELDS.latency)) {
    latencies.set(Number(field), (latencies.get(Number(field)) ?? 0) + Number(text));
  }
  const ages = buckets.flatMap((bucket) =>
    bucket[FIELDS.queueAge] === undefined ? [] : [Number(bucket[FIELDS.queueAge])],
  );
  const p50 = readQuantileMs(latencies, 0.5);
  const p95 = readQuantileMs(latencies, 0.95);
  const outcomes = OUTCOMES.map((outcome) => [outcome, sum(`${FIELDS.outcome}${outcome}`)] as const);
  return {
    notifications: sum(FIELDS.notifications),
    outcomes: Object.fromEntries(outcomes.filter(([, count]) => count > 0)),
    attempts: sum(FIELDS.attempts),
    attemptsFailed: sum(FIELDS.attemptsFailed),
    ...(p50 === undefined ? {} : { deliveryP50Ms: p50 }),
    ...(p95 === undefined ? {} : { deliveryP95Ms: p95 }),
    ...(ages.length === 0 ? {} : { queueAgeMs: Math.max(...ages) }),
  };
}

function addUpRevenue(buckets: readonly Bucket[]): Revenue[] {
  const sums = new Map<string, bigint>();
  const postbacks = new Map<string, number>();
  for (const { field, text } of listFields(buckets, FIELDS.revenue)) {
    sums.set(field, (sums.get(field) ?? 0n) + BigInt(text));
  }
  for (const { field, text } of listFields(buckets, FIELDS.postbacks)) {
    postbacks.set(field, (postbacks.get(field) ?? 0) + Number(text));
  }
  const names = [...postbacks.keys()].sort((a, b) => compare(sums.get(b) ?? 0n, sums.get(a) ?? 0n));
  return names.map((name) => {
    const [conversionType = '', currency = ''] = name.split('\t');
    return {
      conversionType,
      ...(currency === '' ? {} : { currency }),
      sum: fromMoneyCount(sums.get(name) ?? 0n),
      postbacks: postbacks.get(name) ?? 0,
    };
  });
}

function* listFields(buckets: readonly Bucket[], begin: string): Generator<{ field: string; text: string }> {
  for (const bucket of buckets) {
    for (const [field, text] of Object.entries(bucket)) {
      if (field.startsWith(begin)) yield { field: field.slice(begin.length), text };
    }
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
