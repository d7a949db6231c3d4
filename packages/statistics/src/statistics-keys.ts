/** How long one bucket of figures is, and how long it is kept. */
export interface Resolution {
  readonly code: 'm' | 'h';
  readonly lengthMs: number;
  readonly keepSeconds: number;
}

/** For the plots of an hour and of a day. */
export const MINUTES: Resolution = { code: 'm', lengthMs: 60_000, keepSeconds: 26 * 3_600 };
/** For the plot of a week. */
export const HOURS: Resolution = { code: 'h', lengthMs: 3_600_000, keepSeconds: 9 * 86_400 };
export const RESOLUTIONS: readonly Resolution[] = [MINUTES, HOURS];

/** Every key of the statistics, and nowhere else. */
export class StatisticsKeys {
  private readonly latest: Record<string, { readonly number: number; readonly key: string }> = {};

  constructor(private readonly prefix: string) {}

  /** Hash of the figures of one minute or hour. */
  bucket({ code, lengthMs }: Resolution, atMs: number): string {
    return this.stretch(code, lengthMs, atMs);
  }

  /** Hash of the outcomes of one hour, by connection: `acme delivered`. */
  connections(atMs: number): string {
    return this.stretch('c', HOURS.lengthMs, atMs);
  }

  /** Hash of how often each rule of a connection decided, by its name. */
  rules(connectionId: string): string {
    return `${this.prefix}:st:rules:${connectionId}`;
  }

  /** Events come in the order of time: the key before is nearly always the one that is asked for again. */
  private stretch(code: string, lengthMs: number, atMs: number): string {
    const number = Math.floor(atMs / lengthMs);
    const latest = this.latest[code];
    if (latest?.number === number) return latest.key;
    const key = `${this.prefix}:st:${code}:${number}`;
    this.latest[code] = { number, key };
    return key;
  }
}
