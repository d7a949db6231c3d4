import type { Producer } from 'kafkajs';
import type { AppendOptions, TimelineEntry } from '@ins-relay/ledger';
import { connectOnDemand } from './connect-on-demand.js';
import type { JournalConfig } from './journal-config.js';
import type { KafkaClient } from './open-kafka.js';
import { outcomesTopic } from './topics.js';
import { waitAtMost } from './wait-at-most.js';

/** One outcome of an event, or of one of its postbacks. No customer data. */
export interface OutcomeRecord {
  readonly eventId: string;
  readonly connectionId?: string;
  readonly atMs: number;
  readonly outcome: string;
  readonly cause?: string;
  readonly generation?: number;
  readonly ordinal?: number;
  readonly conversionType?: string;
  readonly sum?: string;
  readonly currency?: string;
}

const FLUSH_MS = 500;
/** After a failure, so that a broker that is away does not fill the log. */
const AGAIN_MS = 5_000;
const WAITING_MAX = 20_000;
const BATCH_MAX = 1_000;
const CLOSE_MS_MAX = 3_000;

/**
 * Tells outcomes to whoever reads the topic. It never holds delivery up: while Kafka is away so many wait in memory,
 * and what comes then is left out. The ledger is what counts.
 */
export class OutcomeJournal {
  private readonly producer: Producer;
  private readonly topic: string;
  private readonly timer: NodeJS.Timeout;
  private waiting: OutcomeRecord[] = [];
  private flushing: Promise<void> | undefined;
  private quietUntilMs = 0;
  private leftOut = 0;
  private readonly connect: () => Promise<void>;

  constructor(
    kafka: KafkaClient,
    config: JournalConfig,
    private readonly onError: (error: Error) => void,
  ) {
    this.producer = kafka.producer({
      allowAutoTopicCreation: false,
      retry: { retries: 3 },
    });
    this.topic = outcomesTopic(config);
    this.connect = connectOnDemand(this.producer);
    this.connect().catch(onError);
    this.timer = setInterval(() => {
      if (performance.now() >= this.quietUntilMs) void this.flush();
    }, FLUSH_MS);
    this.timer.unref();
  }

  /** Takes what was appended to a timeline; for `LedgerOptions.onAppended`. */
  readonly note = (
    eventId: string,
    entries: readonly TimelineEntry[],
    { connectionId, sent }: Pick<AppendOptions, 'connectionId' | 'sent'>,
  ): void => {
    for (const entry of entries) {
      if (entry.type !== 'settled' && entry.type !== 'postback-settled') continue;
      if (this.waiting.length >= WAITING_MAX) {
        this.leftOut += 1;
        continue;
      }
      const { atMs, cause, outcome } = entry;
      const postback =
        entry.type === 'settled' ? {} : { generation: entry.generation, ordinal: entry.ordinal, ...sent };
      this.waiting.push({ eventId, connectionId, atMs, outcome, cause, ...postback });
    }
  };

  async close(): Promise<void> {
    clearInterval(this.timer);
    await waitAtMost(CLOSE_MS_MAX, this.flush());
    await waitAtMost(CLOSE_MS_MAX, this.producer.disconnect());
  }

  /** Resolves once nothing waits any more, or once it failed. */
  private flush(): Promise<void> {
    this.flushing ??= this.send().finally(() => (this.flushing = undefined));
    return this.flushing;
  }

  private async send(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting.slice(0, BATCH_MAX);
        const messages = batch.map((record) => ({ key: record.eventId, value: JSON.stringify(record) }));
        await this.connect();
        await this.producer.send({ topic: this.topic, messages });
        this.waiting = this.waiting.slice(batch.length);
      }
      if (this.leftOut > 0) {
        this.onError(new Error(`${this.leftOut} outcomes were not written to Kafka while it was away`));
        this.leftOut = 0;
      }
    } catch (error) {
      this.quietUntilMs = performance.now() + AGAIN_MS;
      this.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
