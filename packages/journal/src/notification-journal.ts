import type { Message, Producer } from 'kafkajs';
import type { NotificationMapJob } from '@ins-relay/contracts';
import { connectOnDemand } from './connect-on-demand.js';
import type { JournalConfig } from './journal-config.js';
import type { KafkaClient } from './open-kafka.js';
import { notificationsTopic } from './topics.js';
import { waitAtMost } from './wait-at-most.js';

/** Kafka did not say in time that it has it; it may have it all the same. */
export class JournalAwayError extends Error {}

interface Waiting {
  readonly message: Message;
  readonly deadlineMs: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const ALL_REPLICAS = -1;
const BATCH_MAX = 500;
const CLOSE_MS_MAX = 3_000;

/**
 * Writes accepted notifications. What comes while a request is under way goes with the next one, so that one request
 * at a time (which an idempotent producer needs to keep the order) is enough.
 */
export class NotificationJournal {
  private readonly producer: Producer;
  private readonly topic: string;
  private readonly timeoutMs: number;
  private waiting: Waiting[] = [];
  private isSending = false;
  private readonly connect: () => Promise<void>;

  constructor(
    kafka: KafkaClient,
    config: JournalConfig,
    private readonly onError: (error: Error) => void,
  ) {
    this.producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    this.connect = connectOnDemand(this.producer);
    this.topic = notificationsTopic(config);
    this.timeoutMs = config.journalTimeoutMs;
  }

  /** Begins to connect; the first notifications wait for it. */
  start(): void {
    this.connect().catch(this.onError);
  }

  /**
   * Resolves once every in-sync replica has it.
   * @throws JournalAwayError after the time that Kafka may take
   */
  async append(job: NotificationMapJob): Promise<void> {
    // The same receipt stays in one partition, and so in order.
    const key = `${job.connectionId}:${job.receipt ?? job.eventId}`;
    const message = { key, value: JSON.stringify(job), timestamp: String(job.receivedAtMs) };
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new JournalAwayError(`Kafka did not take it within ${this.timeoutMs} ms`)),
        this.timeoutMs,
      );
      this.waiting.push({
        message,
        deadlineMs: performance.now() + this.timeoutMs,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      void this.send();
    });
  }

  async close(): Promise<void> {
    await waitAtMost(CLOSE_MS_MAX, this.producer.disconnect());
  }

  private async send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    while (this.waiting.length > 0) {
      // Whoever was told already that it failed is not written: ClickBank sends it again.
      this.waiting = this.waiting.filter(({ deadlineMs }) => deadlineMs > performance.now());
      const batch = this.waiting.splice(0, BATCH_MAX);
      if (batch.length === 0) break;
      try {
        const messages = batch.map(({ message }) => message);
        await this.connect();
        await this.producer.send({
          topic: this.topic,
          acks: ALL_REPLICAS,
          timeout: this.timeoutMs,
          messages,
        });
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const problem = new JournalAwayError(error instanceof Error ? error.message : String(error));
        for (const { reject } of batch) reject(problem);
      }
    }
    this.isSending = false;
  }
}
