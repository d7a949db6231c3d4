import type { Logger } from '@ins-relay/platform';
import type { JournalConfig } from './journal-config.js';
import { openKafka } from './open-kafka.js';
import { OutcomeJournal } from './outcome-journal.js';

/** Where outcomes are told; nowhere, and at no cost, without a journal. */
export async function openOutcomes(
  config: JournalConfig,
  name: string,
  logger: Logger,
): Promise<Pick<OutcomeJournal, 'note' | 'close'>> {
  if (config.journal === 'off') return { note: () => undefined, close: async () => undefined };
  const kafka = await openKafka(config, `${name}-outcomes`, logger);
  return new OutcomeJournal(kafka, config, (error) => logger.warn({ err: error }, 'outcomes'));
}
