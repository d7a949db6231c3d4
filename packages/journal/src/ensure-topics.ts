import type { JournalConfig } from './journal-config.js';
import type { KafkaClient } from './open-kafka.js';
import { notificationsTopic, outcomesTopic } from './topics.js';

const DAY_MS = 86_400_000;

/**
 * Makes the topics where they are not there; those that are stay as they are.
 * @throws what Kafka throws
 */
export async function ensureTopics(kafka: KafkaClient, config: JournalConfig): Promise<void> {
  const admin = kafka.admin({ retry: { retries: 5 } });
  try {
    await admin.connect();
    const configEntries = [
      { name: 'retention.ms', value: String(config.journalDays * DAY_MS) },
      { name: 'cleanup.policy', value: 'delete' },
      // A notification that is answered is on two brokers, where there are as many.
      ...(config.kafkaReplication >= 3 ? [{ name: 'min.insync.replicas', value: '2' }] : []),
    ];
    const topics = [notificationsTopic(config), outcomesTopic(config)].map((topic) => ({
      topic,
      numPartitions: config.kafkaPartitions,
      replicationFactor: config.kafkaReplication,
      configEntries,
    }));
    const known = new Set(await admin.listTopics());
    const missing = topics.filter(({ topic }) => !known.has(topic));
    if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: true });
  } finally {
    await admin.disconnect();
  }
}
