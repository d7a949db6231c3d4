import type { AppendOptions, TimelineEntry } from '@ins-relay/ledger';
import type { RedisClient } from '@ins-relay/platform';
import { countEntries, FIELDS, type Tally } from './count-entries.js';
import { HOURS, RESOLUTIONS, StatisticsKeys } from './statistics-keys.js';

export interface RecorderOptions {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  readonly onError: (error: Error) => void;
  /** How often what was counted is written; 1 s when not given. */
  readonly flushMs?: number;
}

const FLUSH_MS = 1_000;
const RULES_KEEP_SECONDS = 400 * 86_400;
/** While Redis is away figures pile up; beyond so many, new ones are not counted. */
const FIGURES_MAX = 50_000;

interface Increments {
  readonly keepSeconds: number;
  readonly fields: Map<string, number>;
}

/**
 * Counts in memory and writes once a second, so that plots cost the way of an event nothing. A process that is killed
 * takes the figures of its last second with it: they are for looking at, the ledger is what counts.
 */
export class StatisticsRecorder {
  private readonly keys: StatisticsKeys;
  private readonly timer: NodeJS.Timeout;
  private pending = new Map<string, Increments>();
  private queueAge: { atMs: number; ageMs: number } | undefined;
  private figures = 0;
  private flushing: Promise<void> = Promise.resolve();

  private readonly tally: Tally = {
    addToAll: (field, atMs, by) => {
      for (const resolution of RESOLUTIONS) {
        this.increase(this.keys.bucket(resolution, atMs), resolution.keepSeconds, field, by);
      }
    },
    addToConnection: (connectionId, outcome, atMs) =>
      this.increase(this.keys.connections(atMs), HOURS.keepSeconds, `${connectionId} ${outcome}`, 1),
    addToRule: (connectionId, rule) =>
      this.increase(this.keys.rules(connectionId), RULES_KEEP_SECONDS, rule, 1),
  };

  constructor(private readonly options: RecorderOptions) {
    this.keys = new StatisticsKeys(options.keyPrefix);
    this.timer = setInterval(() => void this.flush(), options.flushMs ?? FLUSH_MS);
    this.timer.unref();
  }

  /** Takes what was appended to a timeline; for `LedgerOptions.onAppended`. */
  readonly note = (
    eventId: string,
    entries: readonly TimelineEntry[],
    about: Pick<AppendOptions, 'connectionId' | 'sent'>,
  ): void => {
    countEntries(eventId, entries, about, this.tally);
  };

  /** How long the oldest job waits now. */
  noteQueueAge(ageMs: number, atMs: number): void {
    if (this.queueAge === undefined || ageMs >= this.queueAge.ageMs) this.queueAge = { atMs, ageMs };
  }

  /** Writes what is there now. */
  async flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.write());
    await this.flushing;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private increase(key: string, keepSeconds: number, field: string, by: number): void {
    const before = this.pending.get(key)?.fields.get(field);
    if (before === undefined) {
      if (this.figures >= FIGURES_MAX) return;
      this.figures += 1;
    }
    this.open(key, keepSeconds).fields.set(field, (before ?? 0) + by);
  }

  private open(key: string, keepSeconds: number): Increments {
    const known = this.pending.get(key);
    if (known !== undefined) return known;
    const increments = { keepSeconds, fields: new Map<string, number>() };
    this.pending.set(key, increments);
    return increments;
  }

  private async write(): Promise<void> {
    const { pending, queueAge } = this;
    if (pending.size === 0 && queueAge === undefined) return;
    this.pending = new Map();
    this.queueAge = undefined;
    this.figures = 0;
    const pipeline = this.options.redis.pipeline();
    for (const [key, { fields, keepSeconds }] of pending) {
      for (const [field, by] of fields) pipeline.hincrby(key, field, by);
      pipeline.expire(key, keepSeconds);
    }
    for (const resolution of queueAge === undefined ? [] : RESOLUTIONS) {
      const key = this.keys.bucket(resolution, queueAge?.atMs ?? 0);
      pipeline.hset(key, FIELDS.queueAge, Math.round(queueAge?.ageMs ?? 0));
      pipeline.expire(key, resolution.keepSeconds);
    }
    try {
      for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
    } catch (error) {
      // Written again they might be counted twice.
      this.options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
