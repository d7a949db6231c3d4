import type { Consumer, EachBatchPayload } from 'kafkajs';
import { NotificationMapJob, parseContract } from '@ins-relay/contracts';
import type { JournalConfig } from './journal-config.js';
import type { KafkaClient } from './open-kafka.js';
import { notificationsTopic } from './topics.js';
import { waitAtMost } from './wait-at-most.js';

export interface FeederPorts {
  /** Puts it into the queue; once more is harmless. */
  readonly enqueue: (job: NotificationMapJob) => Promise<void>;
  /** A record that is no notification; it is left behind after this. */
  readonly onBroken: (where: string, problem: string) => void;
  readonly onError: (error: Error) => void;
  /** The client has given up, as on a password that the brokers take no more; `start` begins anew. */
  readonly onGivenUp: () => void;
}

const AT_ONCE = 50;
const CLOSE_MS_MAX = 8_000;

/** Takes notifications out of the journal and puts them into the queue; its group shares the partitions. */
export class NotificationFeeder {
  private readonly consumer: Consumer;

  constructor(
    kafka: KafkaClient,
    private readonly config: JournalConfig,
    private readonly ports: FeederPorts,
  ) {
    this.consumer = kafka.consumer({
      groupId: `${config.kafkaPrefix}.feeder`,
      // What is new comes at once all the same; whoever stops has to wait for the question that is under way.
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
    });
    this.consumer.on('consumer.crash', ({ payload }) => {
      ports.onError(payload.error);
      if (!payload.restart) ports.onGivenUp();
    });
  }

  /** Joins the group and feeds until `stop`. */
  async start(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [notificationsTopic(this.config)], fromBeginning: true });
    await this.consumer.run({
      eachBatchAutoResolve: false,
      autoCommit: false,
      eachBatch: (payload) => this.feedBatch(payload),
    });
  }

  async stop(): Promise<void> {
    await waitAtMost(CLOSE_MS_MAX, this.consumer.disconnect());
  }

  private async feedBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    for (let from = 0; from < batch.messages.length; from += AT_ONCE) {
      if (!payload.isRunning() || payload.isStale()) return;
      const messages = batch.messages.slice(from, from + AT_ONCE);
      await Promise.all(
        messages.map(({ offset, value }) => this.feed(`${batch.partition}/${offset}`, value)),
      );
      // Only what is in the queue counts as done.
      const last = messages.at(-1)?.offset ?? '0';
      payload.resolveOffset(last);
      const partitions = [{ partition: batch.partition, offset: String(BigInt(last) + 1n) }];
      await payload.commitOffsetsIfNecessary({ topics: [{ topic: batch.topic, partitions }] });
      await payload.heartbeat();
    }
  }

  private async feed(where: string, value: Buffer | null): Promise<void> {
    const job = readNotification(value);
    if ('problem' in job) this.ports.onBroken(where, job.problem);
    else await this.ports.enqueue(job);
  }
}

/** A record of the journal as the job that it holds. */
export function readNotification(value: Buffer | null): NotificationMapJob | { readonly problem: string } {
  try {
    return parseContract(NotificationMapJob, JSON.parse(value?.toString('utf8') ?? ''));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
