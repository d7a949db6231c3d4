import { existsSync } from 'node:fs';
import { openNotification, type Payload } from '@ins-relay/clickbank';
import { readAccountKeys } from '@ins-relay/connections';
import { CAUSES, type Connection, type Verification } from '@ins-relay/contracts';
import { findSubject, type Subject } from '@ins-relay/operator';
import { readTextFile } from './read-text-file.js';
import { UsageError, type RelayContext } from './relay-context.js';

/** What a file holds: a decrypted notification, or a call as ClickBank makes it, still to be opened. */
export type FileSubject = Subject | { readonly body: Buffer };

export function isFile(name: string): boolean {
  return name === '-' || existsSync(name);
}

/** @throws UsageError */
export async function readSubjectFile(file: string): Promise<FileSubject> {
  const text = await readTextFile(file);
  const value = parseJson(text);
  if (value === undefined) {
    if (text.includes('=')) return { body: Buffer.from(text, 'utf8') };
    throw new UsageError(`${file} is neither JSON nor a form. ${EXPECTED}`);
  }
  if ('notification' in value) return { body: Buffer.from(text, 'utf8') };
  if ('transactionType' in value) return toSubject(value, 'encrypted');
  if ('ctransaction' in value) return toSubject(value, 'cverify');
  // Samples keep the notification beside where it came from.
  if (isPayload(value['payload'])) return toSubject(value['payload'], 'encrypted');
  throw new UsageError(`${file} has no transactionType. ${EXPECTED}`);
}

const EXPECTED =
  'Give a decrypted notification as JSON, or the body of a call: {"notification", "iv"}, or a form with cverify.';

/** @throws UsageError that says why the call can't be opened with the keys of this connection */
export function openSubject(subject: FileSubject, connection: Connection, nowMs: number): Subject {
  if (!('body' in subject)) return subject;
  const opened = openNotification(subject.body, readAccountKeys(connection, nowMs));
  if (!opened.ok) throw new UsageError(`${connection.id} would reject it: ${CAUSES[opened.cause]}`);
  return toSubject(opened.payload, opened.verification);
}

/** @param id an event id, or a receipt, of which the latest event is taken. @throws UsageError */
export async function requireSubject(relay: RelayContext, id: string): Promise<Subject> {
  const found = await findSubject(relay, id);
  if (found.found) return found.subject;
  throw new UsageError(
    found.reason === 'unknown'
      ? `${id} is neither a file, nor an event id, nor a receipt that is known.`
      : `${id} was never verified, so there is no notification to try.`,
  );
}

function toSubject(payload: Payload, verification: Verification): Subject {
  return { payload, verification, eventId: 'preview', parent: { status: 'unseen' } };
}

function parseJson(text: string): Payload | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPayload(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
