import type { RedisClient } from '@ins-relay/platform';
import { AccessKeys } from './access-keys.js';

/** Something that somebody did. */
export interface AuditRecord {
  readonly by: string;
  /** `event.replay`, `connection.change`. */
  readonly action: string;
  /** An event id, the id of a connection, the name of a user. */
  readonly subject: string;
  /** No customer data and no secrets. */
  readonly detail?: string;
}

export interface AuditEntry extends AuditRecord {
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly atMs: number;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  readonly nextCursor?: string;
}

/** The oldest leave beyond so many. */
const ENTRIES_MAX = 100_000;
const CURSOR = /^\d{1,16}-\d{1,16}$/;

/** What was done, by whom, and when. Entries can't be changed. */
export class AuditLog {
  private readonly keys: AccessKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
  ) {
    this.keys = new AccessKeys(keyPrefix);
  }

  async record({ action, by, detail, subject }: AuditRecord): Promise<void> {
    const fields = ['by', by, 'action', action, 'subject', subject];
    if (detail !== undefined) fields.push('detail', detail);
    await this.redis.xadd(this.keys.audit, 'MAXLEN', '~', ENTRIES_MAX, '*', ...fields);
  }

  /** @param cursor of the page before; one that is none begins anew */
  async list(limit: number, cursor?: string): Promise<AuditPage> {
    const from = cursor !== undefined && CURSOR.test(cursor) ? `(${cursor}` : '+';
    const found = await this.redis.xrevrange(this.keys.audit, from, '-', 'COUNT', limit);
    const entries = found.map(([id, fields]) => toEntry(id, fields));
    const last = entries.at(-1);
    return { entries, ...(last !== undefined && entries.length === limit ? { nextCursor: last.id } : {}) };
  }
}

function toEntry(id: string, fields: readonly string[]): AuditEntry {
  const read = (name: string) => {
    const at = fields.findIndex((field, i) => i % 2 === 0 && field === name);
    return at < 0 ? undefined : fields[at + 1];
  };
  const detail = read('detail');
  return {
    id,
    atMs: Number(id.split('-')[0]),
    by: read('by') ?? '',
    action: read('action') ?? '',
    subject: read('subject') ?? '',
    ...(detail === undefined ? {} : { detail }),
  };
}
