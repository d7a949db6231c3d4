import { JOB_CATALOG, type NotificationMapJob } from '@ins-relay/contracts';
import { ensureTopics, NotificationJournal, openKafka } from '@ins-relay/journal';
import type { Logger } from '@ins-relay/platform';
import type { JobProducer } from '@ins-relay/queue';
import { JobSealer, type Keyring } from '@ins-relay/sealing';
import type { IngestConfig } from '../ingest-config.js';
import type { StoragePressure } from '../pressure/storage-pressure.js';
import type { Intake } from './intake.js';
import { JournalIntake } from './journal-intake.js';
import { QueueIntake } from './queue-intake.js';

export interface OpenIntake {
  readonly intake: Intake;
  /** What makes `intake` say no: the fullness of Redis is nothing to a journal. */
  readonly pressure: Pick<StoragePressure, 'level' | 'detail'>;
  /** Whether nothing can be taken while Redis is away. */
  readonly needsRedis: boolean;
  close(): Promise<void>;
}

/** The queue itself, or the journal in front of it, as the configuration says. */
export async function openIntake(
  config: IngestConfig,
  queue: JobProducer<NotificationMapJob>,
  keyring: Keyring,
  pressure: StoragePressure,
  logger: Logger,
): Promise<OpenIntake> {
  const direct = new QueueIntake(queue, config.ingestBatchMax);
  if (config.journal === 'off') {
    return { intake: direct, pressure, needsRedis: true, close: async () => undefined };
  }
  const onError = (error: Error) => logger.error({ err: error }, 'journal');
  const kafka = await openKafka(config, 'ingest', logger);
  const journal = new NotificationJournal(kafka, config, onError);
  ensureTopics(kafka, config).catch(onError);
  journal.start();
  const sealer = new JobSealer<NotificationMapJob>(keyring, JOB_CATALOG.notificationMap);
  return {
    intake: new JournalIntake(journal, sealer, config.journalFallback ? direct : undefined),
    pressure: { level: 'normal', detail: 'notifications go into the journal' },
    needsRedis: false,
    close: () => journal.close(),
  };
}
