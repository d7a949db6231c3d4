import { Transform } from 'class-transformer';
import { isISO8601 } from 'class-validator';
import { CONNECTION_ROLES, type ConnectionRole } from '@ins-relay/contracts';
import { Flag, ListOf, OneOf, Text, type TextCheck } from './fields.js';

const SECRET_LENGTH_MAX = 128;

const checkAccount: TextCheck = (account) =>
  /^[a-z0-9]{1,20}$/.test(account)
    ? undefined
    : {
        problem: 'is not a ClickBank nickname',
        fix: 'write the nickname only: letters and digits, 20 at most',
      };

/** It is part of a URL that ClickBank stores, so it has to need no encoding there. */
const checkIngestKey: TextCheck = (key) =>
  /^[A-Za-z0-9_-]{8,}$/.test(key)
    ? undefined
    : {
        problem: 'is shorter than 8 characters, or has others than letters, digits, _ and -',
        fix: 'remove the line to have one generated',
      };

const checkInstant: TextCheck = (text) =>
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text) &&
  isISO8601(text, { strict: true })
    ? undefined
    : { problem: 'is not an ISO 8601 date', fix: 'write 2026-12-31, or 2026-12-31T18:00:00Z' };

/** A key that is still accepted; written as the key alone or with the end of its time. */
export class DeclaredRetiredKey {
  @Transform(({ value }) => trim(value)) @Text(SECRET_LENGTH_MAX) key!: string;
  /** An instant, or a date, which is its beginning in UTC; without it the key is accepted as long as it is listed. */
  @Text(40, checkInstant, 'nullable') acceptedUntil?: string | null;
}

export class DeclaredClickBank {
  /** Nickname; the vendor or the affiliate of every notification has to be it. */
  @Transform(({ value }) => lowerCase(trim(value))) @Text(100, checkAccount) account!: string;
  @OneOf(CONNECTION_ROLES) role: ConnectionRole = 'VENDOR';
  @Transform(({ value }) => trim(value)) @Text(SECRET_LENGTH_MAX) secretKey!: string;
  @Transform(({ value }) => expandKeys(value))
  @ListOf(() => DeclaredRetiredKey)
  previousSecretKeys: DeclaredRetiredKey[] = [];
  /** Kept as it is, or generated, when absent. */
  @Transform(({ value }) => trim(value))
  @Text(SECRET_LENGTH_MAX, checkIngestKey, 'nullable')
  ingestKey?: string | null;
  @Transform(({ value }) => expandKeys(value))
  @ListOf(() => DeclaredRetiredKey)
  previousIngestKeys: DeclaredRetiredKey[] = [];
  @Flag() legacyVersions = false;
}

/** A text alone is a key without an end. */
function expandKeys(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) =>
    typeof item === 'string' ? Object.assign(new DeclaredRetiredKey(), { key: item.trim() }) : item,
  );
}

function trim(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
