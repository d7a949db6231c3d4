import type { ClickLinks } from '@ins-relay/ledger';
import { requeueEvent, type RequeuePorts } from './requeue-event.js';

export interface AdoptPorts extends RequeuePorts {
  readonly clickLinks: ClickLinks;
}

/** A receipt whose click id has become known, and the events that were given up for want of it. */
export interface Orphanage {
  readonly connectionId: string;
  readonly receipt: string;
  readonly eventIds: readonly string[];
}

/**
 * Maps events again that were unattributed because their parent had no click id, now that it has one. What was
 * settled otherwise meanwhile is left alone.
 * @param exceptEventId the event that brought the click id
 */
export async function adoptOrphans(
  ports: AdoptPorts,
  { connectionId, receipt, eventIds }: Orphanage,
  exceptEventId: string,
  nowMs: number,
): Promise<void> {
  for (const eventId of eventIds) {
    if (eventId !== exceptEventId) {
      const event = await ports.reader.read(eventId);
      if (event?.summary.outcome === 'unattributed') {
        await requeueEvent(ports, eventId, { source: 'replay', by: `the click id of ${receipt}` }, nowMs);
      }
    }
    await ports.clickLinks.removeOrphan(connectionId, receipt, eventId);
  }
}
