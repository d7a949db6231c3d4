import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '@ins-relay/contracts';
import type { ConnectionStore, UnreadableConnection } from './connection-store.js';

export interface DirectoryOptions {
  /** Time between two looks at the version, in case a message was missed; 5 s when not given. */
  readonly pollMs?: number;
  /** Hears of every read that failed; the last snapshot stays in use. */
  readonly onError?: (error: Error) => void;
}

const POLL_MS = 5_000;

/**
 * All connections in memory, for the hot paths: reading it costs no I/O. It follows the store by itself, and keeps
 * what it has while Redis is away. A connection is the very same object for as long as nothing in it changes.
 */
export class ConnectionDirectory {
  private byId: ReadonlyMap<string, Connection> = new Map();
  private unreadableNow: readonly UnreadableConnection[] = [];
  private version: number | undefined;
  private readonly listeners = new Set<() => void>();
  private loads: Promise<void> = Promise.resolve();
  private isLoadWaiting = false;
  private isPolling = false;
  private timer: NodeJS.Timeout | undefined;
  private unfollow: (() => void) | undefined;

  constructor(
    private readonly store: ConnectionStore,
    private readonly options: DirectoryOptions = {},
  ) {}

  /** Whether there is a snapshot; false only before `start()` is through. */
  get isLoaded(): boolean {
    return this.version !== undefined;
  }

  /** Connections that are stored and can't be opened here. What was known of them before stays in use. */
  get unreadable(): readonly UnreadableConnection[] {
    return this.unreadableNow;
  }

  find(id: string): Connection | undefined {
    return this.byId.get(id);
  }

  list(): Connection[] {
    return [...this.byId.values()];
  }

  /** Calls back after every change of any connection. @returns a function that ends it */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves once everything is loaded. @throws what Redis throws */
  async start(): Promise<void> {
    // Followed first, so that no change slips in between.
    this.unfollow = await this.store.follow(() => this.reload());
    try {
      await this.load();
    } catch (error) {
      this.unfollow();
      throw error;
    }
    this.timer = setInterval(() => void this.poll(), this.options.pollMs ?? POLL_MS);
  }

  /** Ends following. The last snapshot stays readable. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.unfollow?.();
    this.listeners.clear();
  }

  /** One load at a time; a change during a load causes one more, however many changes there were. */
  private reload(): void {
    if (this.isLoadWaiting) return;
    this.isLoadWaiting = true;
    this.loads = this.loads
      .then(() => {
        this.isLoadWaiting = false;
        return this.load();
      })
      .catch((error: unknown) => this.report(error));
  }

  private async poll(): Promise<void> {
    // A client that waits for Redis must not pile up questions while it is away.
    if (this.isPolling) return;
    this.isPolling = true;
    try {
      if ((await this.store.readVersion()) !== this.version) this.reload();
    } catch (error) {
      this.report(error);
    } finally {
      this.isPolling = false;
    }
  }

  private async load(): Promise<void> {
    const { version, connections, unreadable } = await this.store.readSnapshot();
    const before = this.byId;
    const next = new Map<string, Connection>();
    for (const connection of connections) {
      const known = before.get(connection.id);
      next.set(connection.id, isDeepStrictEqual(known, connection) ? (known ?? connection) : connection);
    }
    for (const { id } of unreadable) {
      const known = before.get(id);
      if (known !== undefined) next.set(id, known);
    }
    const isFirst = this.version === undefined;
    const isSame =
      next.size === before.size && [...next].every(([id, connection]) => before.get(id) === connection);
    this.version = version;
    this.unreadableNow = unreadable;
    if (isSame) return;
    this.byId = next;
    if (!isFirst) this.notify();
  }

  private notify(): void {
    for (const listener of this.listeners) {
      try {
        listener();
      } catch (error) {
        this.report(error);
      }
    }
  }

  private report(error: unknown): void {
    this.options.onError?.(error instanceof Error ? error : new Error(String(error)));
  }
}
