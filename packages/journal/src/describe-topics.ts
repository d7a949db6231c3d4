import type { JournalConfig } from './journal-config.js';
import type { KafkaClient } from './open-kafka.js';
import { notificationsTopic, outcomesTopic } from './topics.js';

/** How a topic is kept. */
export interface TopicState {
  readonly topic: string;
  /** 0: it is not there yet. */
  readonly partitions: number;
  /** Of the partition that has the fewest. */
  readonly replicas: number;
  readonly inSyncReplicas: number;
}

/** How the topics of the journal are kept. @throws what Kafka throws */
export async function describeTopics(kafka: KafkaClient, config: JournalConfig): Promise<TopicState[]> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const wanted = [notificationsTopic(config), outcomesTopic(config)];
    const known = new Set(await admin.listTopics());
    // To ask for one that is not there could make it, with the broker’s own settings.
    const { topics } = await admin.fetchTopicMetadata({ topics: wanted.filter((name) => known.has(name)) });
    return wanted.map((topic) => {
      const partitions = topics.find(({ name }) => name === topic)?.partitions ?? [];
      const fewest = (counts: number[]) => (counts.length === 0 ? 0 : Math.min(...counts));
      return {
        topic,
        partitions: partitions.length,
        replicas: fewest(partitions.map(({ replicas }) => replicas.length)),
        inSyncReplicas: fewest(partitions.map(({ isr }) => isr.length)),
      };
    });
  } finally {
    await admin.disconnect();
  }
}
