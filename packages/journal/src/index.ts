export { JournalConfig } from './journal-config.js';
export { openKafka, type KafkaClient } from './open-kafka.js';
export { describeTopics, type TopicState } from './describe-topics.js';
export { ensureTopics } from './ensure-topics.js';
export { NotificationJournal, JournalAwayError } from './notification-journal.js';
export { startFeeder } from './start-feeder.js';
export { openOutcomes } from './open-outcomes.js';
export { type OutcomeRecord } from './outcome-journal.js';
export { replayJournal, type JournalReplay, type ReplayCounts } from './replay-journal.js';
