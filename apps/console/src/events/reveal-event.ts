import type { RevealedEvent } from '@ins-relay/console-contract';
import type { StoredEvent } from '@ins-relay/ledger';
import type { Keyring } from '@ins-relay/sealing';

/** An event with customer data, tokens and RedTrack's answers. Whoever shows it writes it into the audit log. */
export function revealEvent({ entries, openRecord, summary }: StoredEvent, keyring: Keyring): RevealedEvent {
  const { notification, urls = [] } = openRecord();
  return {
    ...(notification === undefined ? {} : { notification: JSON.parse(notification) as unknown }),
    urls,
    bodies: entries.flatMap((entry) => {
      if (entry.type !== 'attempt' || entry.sealedBody === undefined) return [];
      const sealed = Buffer.from(entry.sealedBody, 'base64');
      const body = keyring.open(sealed, `attempt ${summary.eventId}`).toString('utf8');
      return [{ attempt: entry.attempt, generation: entry.generation, body }];
    }),
  };
}
