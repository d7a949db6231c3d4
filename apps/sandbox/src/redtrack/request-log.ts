/** One call of `/postback`, as it came. Kept short: there may be hundreds of thousands. */
export interface LoggedRequest {
  readonly atMs: number;
  readonly host: string;
  /** Not parsed. */
  readonly queryText: string;
  /** What it did to the books; `refused` when it was malformed, `not-booked` when a fault came first. */
  readonly result: 'create' | 'create-repeated' | 'edit' | 'increment' | 'drop' | 'refused' | 'not-booked';
  /** The fault that it met. */
  readonly fault?: string;
}

/** The newest requests, up to a number of them. */
export class RequestLog {
  private readonly entries: LoggedRequest[] = [];
  private oldest = 0;

  constructor(private readonly entriesMax: number) {}

  add(entry: LoggedRequest): void {
    if (this.entries.length < this.entriesMax) {
      this.entries.push(entry);
      return;
    }
    this.entries[this.oldest] = entry;
    this.oldest = (this.oldest + 1) % this.entriesMax;
  }

  /** The newest `limit` that `matches`, newest first. */
  listNewest(limit: number, matches: (entry: LoggedRequest) => boolean): LoggedRequest[] {
    const found: LoggedRequest[] = [];
    for (let back = 1; back <= this.entries.length && found.length < limit; back++) {
      const entry = this.entries[(this.oldest - back + this.entries.length) % this.entries.length];
      if (entry !== undefined && matches(entry)) found.push(entry);
    }
    return found;
  }

  clear(): void {
    this.entries.length = 0;
    this.oldest = 0;
  }
}
