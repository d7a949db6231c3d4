import { OUTCOMES } from '@ins-relay/contracts';
import type { RedisClient } from '@ins-relay/platform';
import type { EventSummary } from './fold-timeline.js';
import { LedgerKeys, toDay, toHour, type LedgerIndex } from './ledger-keys.js';
import type { LedgerReader } from './ledger-reader.js';
import type { LedgerOptions } from './ledger-writer.js';

const HOUR_MS = 3_600_000;
const PAGE = 500;
/** What happened lately is what people look for; when even that is too much, memory is needed, not a broom. */
const HOURS_KEPT = 24;

/** Removes the oldest timelines before their time, where memory runs out. What is pending stays. */
export class LedgerSweeper {
  private readonly keys: LedgerKeys;
  /** Hours before it have nothing left to remove, as far as this process knows. */
  private sweptUpTo = 0;
  private lookupsForgottenDay = 0;

  constructor(
    private readonly options: LedgerOptions,
    private readonly reader: LedgerReader,
    private readonly readNowMs: () => number,
  ) {
    this.keys = new LedgerKeys(options.keyPrefix);
  }

  /**
   * Removes the oldest hour that has something to remove.
   * @returns undefined if nothing older than a day is left
   */
  async sweepOldestHour(): Promise<{ hourMs: number; removed: number } | undefined> {
    const nowMs = this.readNowMs();
    const oldest = toHour(nowMs - this.options.keepSeconds * 1000);
    const last = toHour(nowMs) - HOURS_KEPT;
    for (let hour = Math.max(oldest, this.sweptUpTo); hour < last; hour++) {
      this.sweptUpTo = hour;
      const removed = await this.sweepHour(hour);
      if (removed > 0) return { hourMs: hour * HOUR_MS, removed };
    }
    return undefined;
  }

  private async sweepHour(hour: number): Promise<number> {
    const { redis } = this.options;
    const ids = await redis.lrange(this.keys.index({ by: 'all' }, hour), 0, -1);
    if (ids.length === 0) return 0;
    const pending: EventSummary[] = [];
    const connectionIds = new Set<string>();
    for (let start = 0; start < ids.length; start += PAGE) {
      const page = ids.slice(start, start + PAGE);
      const events = await this.reader.readSummaries(page);
      for (const event of events) connectionIds.add(event.connectionId);
      const open = events.filter(({ outcome }) => outcome === 'pending');
      pending.push(...open);
      const kept = new Set(open.map(({ eventId }) => eventId));
      await this.forget(page.filter((id) => !kept.has(id)).map((id) => this.keys.event(id)));
    }
    await this.rewriteIndexes(hour, connectionIds, pending);
    await this.forgetLookups(toDay(hour * HOUR_MS) - 1);
    return ids.length - pending.length;
  }

  /** Of a day of which nothing is left. */
  private async forgetLookups(day: number): Promise<void> {
    if (this.lookupsForgottenDay >= day) return;
    this.lookupsForgottenDay = day;
    await this.forget(this.keys.lookups(day));
  }

  private async rewriteIndexes(
    hour: number,
    connectionIds: ReadonlySet<string>,
    pending: readonly EventSummary[],
  ): Promise<void> {
    const indexes: LedgerIndex[] = [
      { by: 'all' },
      ...[...connectionIds].map((connectionId) => ({ by: 'connection', connectionId }) as const),
      ...OUTCOMES.map((outcome) => ({ by: 'outcome', outcome }) as const),
    ];
    await this.forget(indexes.map((index) => this.keys.index(index, hour)));
    const pipeline = this.options.redis.pipeline();
    for (const { connectionId, eventId } of pending) {
      for (const index of [{ by: 'all' }, { by: 'connection', connectionId }] as const) {
        const key = this.keys.index(index, hour);
        pipeline.rpush(key, eventId).expire(key, this.options.keepSeconds);
      }
    }
    await execute(pipeline);
  }

  private async forget(keys: readonly string[]): Promise<void> {
    for (let start = 0; start < keys.length; start += PAGE) {
      await this.options.redis.unlink(...keys.slice(start, start + PAGE));
    }
  }
}

async function execute(pipeline: ReturnType<RedisClient['pipeline']>): Promise<void> {
  for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
}
