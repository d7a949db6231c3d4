import type { Payload } from '@ins-relay/clickbank';
import { isEventId, type Verification } from '@ins-relay/contracts';
import type { ClickLink, StoredEvent } from '@ins-relay/ledger';
import type { OperatorStorage } from './operator-storage.js';

/** A notification that something is tried on, as `previewEvent` takes it. */
export interface Subject {
  readonly payload: Payload;
  readonly verification: Verification;
  readonly eventId: string;
  /** Of a stored event. */
  readonly connectionId?: string;
  readonly assignedClickId?: string;
  /** What is known of its parent's click id; of one that is not stored, nothing. */
  readonly parent: ClickLink;
}

export type FoundSubject =
  | { readonly found: true; readonly subject: Subject }
  | { readonly found: false; readonly reason: 'unknown' | 'never-verified' };

type Storage = Pick<OperatorStorage, 'reader' | 'clickLinks'>;

/** @param id an event id, or a receipt, of which the latest event is taken */
export async function findSubject(storage: Storage, id: string): Promise<FoundSubject> {
  const eventId = isEventId(id) ? id : (await storage.reader.list({ receipt: id }, 1)).events[0]?.eventId;
  const event = eventId === undefined ? undefined : await storage.reader.read(eventId);
  if (event === undefined) return { found: false, reason: 'unknown' };
  const subject = await readSubject(storage, event);
  return subject === undefined ? { found: false, reason: 'never-verified' } : { found: true, subject };
}

/** @returns undefined where there is no notification to try */
export async function readSubject(storage: Storage, event: StoredEvent): Promise<Subject | undefined> {
  const { notification } = event.openRecord();
  if (notification === undefined) return undefined;
  const { assignedClickId, connectionId, eventId, parentReceipt, verification = 'encrypted' } = event.summary;
  return {
    payload: JSON.parse(notification) as Payload,
    verification,
    eventId,
    connectionId,
    ...(assignedClickId === undefined ? {} : { assignedClickId }),
    parent:
      parentReceipt === undefined
        ? { status: 'unseen' }
        : await storage.clickLinks.find(connectionId, parentReceipt),
  };
}
