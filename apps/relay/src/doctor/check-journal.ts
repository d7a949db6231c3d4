import { describeTopics, openKafka, type TopicState } from '@ins-relay/journal';
import { createLogger } from '@ins-relay/platform';
import type { Check, Finding } from './finding.js';

/** Whether Kafka can lose anything, where there is a journal. */
export const checkJournal: Check = {
  about: 'Kafka',
  look: async ({ config }) => {
    if (config.journal === 'off') {
      const text = 'no journal: what is answered 200 is in Redis only';
      return [{ about: 'Kafka', level: 'ok', text }];
    }
    const kafka = await openKafka(config, 'doctor', createLogger('relay', 'silent'), 'brief');
    return (await describeTopics(kafka, config)).map(judgeTopic);
  },
};

function judgeTopic({ inSyncReplicas, partitions, replicas, topic }: TopicState): Finding {
  const about = 'Kafka';
  if (partitions === 0) {
    const fix = 'ingest makes it at its start; if it may not, make it yourself';
    return { about, level: 'warning', text: `${topic} is not there yet`, fix };
  }
  if (inSyncReplicas < replicas) {
    const text = `${topic}: a partition is on ${inSyncReplicas} of ${replicas} replicas`;
    return { about, level: 'failure', text, fix: 'look at the brokers: one is away or behind' };
  }
  if (replicas < 2) {
    const fix =
      'a broker that is lost takes it along: raise its replication factor, to 3 if there are brokers';
    return { about, level: 'warning', text: `${topic} is on one broker only`, fix };
  }
  return { about, level: 'ok', text: `${topic}: ${partitions} partitions on ${replicas} replicas each` };
}
