import type { NotificationMapJob } from '@ins-relay/contracts';
import type { JournalConfig } from './journal-config.js';
import { readNotification } from './notification-feeder.js';
import type { KafkaClient } from './open-kafka.js';
import { notificationsTopic } from './topics.js';

export interface JournalReplay {
  /** Notifications received since then; milliseconds since 1970, UTC. */
  readonly fromMs: number;
  /** Only of this one. */
  readonly connectionId?: string;
  /** Absent: nothing is put into the queue, only counted. */
  readonly enqueue?: (job: NotificationMapJob) => Promise<void>;
  readonly onProgress?: (counts: ReplayCounts) => void;
}

export interface ReplayCounts {
  /** Records looked at. */
  looked: number;
  /** Those that were wanted. */
  matched: number;
  /** Records that are no notifications. */
  broken: number;
}

interface Span {
  readonly partition: number;
  readonly fromOffset: bigint;
  /** The first that is not looked at. */
  readonly endOffset: bigint;
}

const PROGRESS_EVERY = 1_000;
const STILL_MS_MAX = 60_000;

/**
 * Reads the journal from a time to what is its end now. Event ids travel with the records, so to do it twice, or for
 * what the relay still knows, is harmless.
 * @throws Error when the journal does not answer
 */
export async function replayJournal(
  kafka: KafkaClient,
  config: JournalConfig,
  replay: JournalReplay,
): Promise<ReplayCounts> {
  const topic = notificationsTopic(config);
  const spans = await findSpans(kafka, topic, replay.fromMs);
  const counts: ReplayCounts = { looked: 0, matched: 0, broken: 0 };
  const open = new Map(spans.map((span) => [span.partition, span]));
  if (open.size === 0) return counts;
  // A group of its own, which nobody commits to: the feeder's place stays where it is.
  const consumer = kafka.consumer({ groupId: `${config.kafkaPrefix}.replay-${Date.now()}` });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      let timer = setTimeout(() => undefined, 0);
      const stillAlive = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(new Error('the journal says nothing any more')), STILL_MS_MAX);
      };
      stillAlive();
      const finish = (partition: number) => {
        open.delete(partition);
        if (open.size > 0) return;
        clearTimeout(timer);
        resolve();
      };
      const run = consumer.run({
        autoCommit: false,
        eachMessage: async ({ message, partition }) => {
          const span = open.get(partition);
          if (span === undefined) return;
          stillAlive();
          const offset = BigInt(message.offset);
          if (offset >= span.fromOffset && offset < span.endOffset) await take(message.value, replay, counts);
          if (offset + 1n >= span.endOffset) finish(partition);
        },
      });
      run.then(() => {
        for (const { fromOffset, partition } of spans)
          consumer.seek({ topic, partition, offset: String(fromOffset) });
      }, reject);
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
    });
  } finally {
    await consumer.disconnect();
  }
  return counts;
}

async function take(value: Buffer | null, replay: JournalReplay, counts: ReplayCounts): Promise<void> {
  counts.looked += 1;
  const job = readNotification(value);
  if ('problem' in job) {
    counts.broken += 1;
  } else if (
    job.receivedAtMs >= replay.fromMs &&
    (replay.connectionId === undefined || job.connectionId === replay.connectionId)
  ) {
    counts.matched += 1;
    await replay.enqueue?.(job);
  }
  if (counts.looked % PROGRESS_EVERY === 0) replay.onProgress?.(counts);
}

/** What of each partition is to be read; those with nothing are left out. */
async function findSpans(kafka: KafkaClient, topic: string, fromMs: number): Promise<Span[]> {
  const admin = kafka.admin({ retry: { retries: 5 } });
  try {
    await admin.connect();
    const [starts, ends] = await Promise.all([
      admin.fetchTopicOffsetsByTimestamp(topic, fromMs),
      admin.fetchTopicOffsets(topic),
    ]);
    return ends.flatMap(({ high, low, partition }) => {
      const start = starts.find((one) => one.partition === partition)?.offset ?? low;
      // No record is as young as that: Kafka says -1, and there is nothing to read.
      const fromOffset = start === '-1' ? BigInt(high) : BigInt(start);
      const endOffset = BigInt(high);
      return fromOffset < endOffset ? [{ partition, fromOffset, endOffset }] : [];
    });
  } finally {
    await admin.disconnect();
  }
}
