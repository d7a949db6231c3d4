import type { EventSummary, LedgerReader } from '@ins-relay/ledger';

export type TailListener = (events: readonly EventSummary[]) => void;

/** Changes are told together, so that a flood costs a few reads a second. */
const TELL_EVERY_MS = 250;
/** A list can't be read faster; what is left out is found by looking. */
const TOLD_AT_ONCE_MAX = 100;

/** Tells everybody who looks of the events that change, over one link to Redis. */
export class EventTail {
  private readonly listeners = new Set<TailListener>();
  private changed = new Set<string>();
  private unfollow: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly reader: LedgerReader,
    private readonly onError: (error: Error) => void,
  ) {}

  async start(): Promise<void> {
    this.unfollow = await this.reader.follow((eventId) => {
      if (this.listeners.size > 0) this.changed.add(eventId);
    });
    this.timer = setInterval(() => void this.tell(), TELL_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.unfollow?.();
    this.listeners.clear();
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  /** @returns a function that ends it */
  listen(listener: TailListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async tell(): Promise<void> {
    if (this.changed.size === 0) return;
    const ids = [...this.changed].slice(-TOLD_AT_ONCE_MAX);
    this.changed = new Set();
    try {
      const events = await this.reader.readSummaries(ids);
      for (const listener of this.listeners) listener(events);
    } catch (error) {
      this.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
