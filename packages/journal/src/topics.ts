import type { JournalConfig } from './journal-config.js';

type Prefix = Pick<JournalConfig, 'kafkaPrefix'>;

/** Accepted notifications. */
export function notificationsTopic({ kafkaPrefix }: Prefix): string {
  return `${kafkaPrefix}.notifications`;
}

/** What became of them, for warehouses. */
export function outcomesTopic({ kafkaPrefix }: Prefix): string {
  return `${kafkaPrefix}.outcomes`;
}
