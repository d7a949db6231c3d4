import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '@ins-relay/contracts';
import { followChannel, type RedisClient } from '@ins-relay/platform';
import type { Keyring } from '@ins-relay/sealing';
import { ConnectionKeys } from './connection-keys.js';
import { generateIngestKey } from './generate-ingest-key.js';
import { retireKeys } from './retire-keys.js';
import { isSealedUnder, openConnection, sealConnection } from './seal-connection.js';
import { writeConnections, type ConnectionWrite } from './write-connections.js';

/** A stored connection that this process cannot open: other settings, or another master key, are needed for it. */
export class UnreadableConnectionError extends Error {
  constructor(
    readonly id: string,
    readonly problem: string,
  ) {
    super(`the stored connection "${id}" can't be read: ${problem}`);
    this.name = 'UnreadableConnectionError';
  }
}

export interface UnreadableConnection {
  readonly id: string;
  readonly problem: string;
}

export interface StoredConnections {
  /** Sorted by id. */
  readonly connections: Connection[];
  readonly unreadable: UnreadableConnection[];
}

/** How often a change is tried again when somebody else changes the same connection at the same instant. */
const CHANGE_TRIES = 10;

/**
 * Connections in Redis, secrets sealed. Every write is one atomic step with its new version and the message that
 * tells the directories.
 */
export class ConnectionStore {
  private readonly keys: ConnectionKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
    private readonly keyring: Keyring,
  ) {
    this.keys = new ConnectionKeys(keyPrefix);
  }

  /** All connections; one that can't be opened does not take the others with it. */
  async list(): Promise<StoredConnections> {
    const { connections, unreadable } = await this.readSnapshot();
    return { connections, unreadable };
  }

  /** All connections together with the version they are of. */
  async readSnapshot(): Promise<StoredConnections & { readonly version: number }> {
    const replies = await this.redis.multi().get(this.keys.version).hgetall(this.keys.connections).exec();
    const [version, texts] = (replies ?? []).map(([error, reply]) => {
      if (error !== null) throw error;
      return reply;
    });
    const connections: Connection[] = [];
    const unreadable: UnreadableConnection[] = [];
    for (const [id, text] of Object.entries(texts as Record<string, string>).sort(byId)) {
      const opened = this.open(id, text);
      if (opened instanceof UnreadableConnectionError) unreadable.push({ id, problem: opened.problem });
      else connections.push(opened);
    }
    return { version: Number(version ?? 0), connections, unreadable };
  }

  /** Grows with every write. */
  async readVersion(): Promise<number> {
    return Number((await this.redis.get(this.keys.version)) ?? 0);
  }

  /** @throws UnreadableConnectionError */
  async get(id: string): Promise<Connection | undefined> {
    const text = await this.redis.hget(this.keys.connections, id);
    return text === null ? undefined : this.requireOpen(id, text);
  }

  /** Stores connections as they are, new ones and known ones, all or none; the others stay. */
  async save(connections: readonly Connection[]): Promise<void> {
    if (connections.length === 0) return;
    await this.write(
      connections.map((connection) => ({
        id: connection.id,
        next: sealConnection(this.keyring, connection),
      })),
    );
  }

  /** Forgets a connection and its state. @returns whether it was there */
  async remove(id: string): Promise<boolean> {
    const text = await this.redis.hget(this.keys.connections, id);
    if (text === null) return false;
    await this.write([{ id, next: null }]);
    return true;
  }

  /**
   * Gives a connection a new ingest key; the present one is accepted for `graceMs` more.
   * @returns the connection as it is now; undefined if there is none of this id
   * @throws UnreadableConnectionError
   */
  async rotateIngestKey(id: string, graceMs: number, nowMs: number): Promise<Connection | undefined> {
    const newKey = generateIngestKey();
    return this.change(id, ({ clickbank, ...rest }) => {
      const before = { current: clickbank.ingestKey, retired: [] };
      const previousIngestKeys = retireKeys(newKey, clickbank.previousIngestKeys, before, graceMs, nowMs);
      return { ...rest, clickbank: { ...clickbank, ingestKey: newKey, previousIngestKeys } };
    });
  }

  /**
   * Sets the secret key that was changed in ClickBank; the present one is accepted for `graceMs` more.
   * @returns the connection as it is now; undefined if there is none of this id
   * @throws UnreadableConnectionError
   */
  async rotateSecretKey(
    id: string,
    newKey: string,
    graceMs: number,
    nowMs: number,
  ): Promise<Connection | undefined> {
    return this.change(id, ({ clickbank, ...rest }) => {
      const before = { current: clickbank.secretKey, retired: [] };
      const previousSecretKeys = retireKeys(newKey, clickbank.previousSecretKeys, before, graceMs, nowMs);
      return { ...rest, clickbank: { ...clickbank, secretKey: newKey, previousSecretKeys } };
    });
  }

  /**
   * @returns the connection as it is now; undefined if there is none of this id
   * @throws UnreadableConnectionError
   */
  async setEnabled(id: string, enabled: boolean): Promise<Connection | undefined> {
    return this.change(id, (connection) => ({ ...connection, enabled }));
  }

  /** Seals secrets anew that are sealed under another master key. @returns how many connections that were */
  async reseal(): Promise<number> {
    let resealed = 0;
    for (const [id, text] of Object.entries(await this.redis.hgetall(this.keys.connections))) {
      if (isSealedUnder(this.keyring, text)) continue;
      const next = sealConnection(this.keyring, this.requireOpen(id, text));
      if (await this.write([{ id, expected: text, next }])) resealed += 1;
    }
    return resealed;
  }

  /**
   * Calls back after every write, and when the link to Redis is back after an outage, for then messages may have
   * been missed. Uses a link of its own.
   * @returns a function that ends it
   */
  async follow(onChange: () => void): Promise<() => void> {
    return followChannel(this.redis, this.keys.changed, { onMessage: onChange, onResumed: onChange });
  }

  /** Reads, changes and writes one connection, so that a change made by somebody else in between is not lost. */
  private async change(
    id: string,
    apply: (connection: Connection) => Connection,
  ): Promise<Connection | undefined> {
    for (let i = 0; i < CHANGE_TRIES; i++) {
      const text = await this.redis.hget(this.keys.connections, id);
      if (text === null) return undefined;
      const before = this.requireOpen(id, text);
      const after = apply(before);
      if (isDeepStrictEqual(before, after)) return before;
      const next = sealConnection(this.keyring, after);
      if (await this.write([{ id, expected: text, next }])) return after;
    }
    throw new Error(`the connection "${id}" is being changed by somebody else all the time`);
  }

  private write(writes: readonly ConnectionWrite[]): Promise<boolean> {
    return writeConnections(this.redis, this.keys, writes);
  }

  private requireOpen(id: string, text: string): Connection {
    const opened = this.open(id, text);
    if (opened instanceof UnreadableConnectionError) throw opened;
    return opened;
  }

  private open(id: string, text: string): Connection | UnreadableConnectionError {
    try {
      return openConnection(this.keyring, id, text);
    } catch (error) {
      return new UnreadableConnectionError(id, error instanceof Error ? error.message : String(error));
    }
  }
}

function byId([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}
