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
  constructor(private readonly prefix: string) {}

  /** Hash of the figures of one minute or hour. */
  bucket({ code, lengthMs }: Resolution, atMs: number): string {
    return `${this.prefix}:st:${code}:${Math.floor(atMs / lengthMs)}`;
  }

  /** Hash of the outcomes of one hour, by connection: `acme delivered`. */
  connections(atMs: number): string {
    return `${this.prefix}:st:c:${Math.floor(atMs / HOURS.lengthMs)}`;
  }

  /** Hash of how often each rule of a connection decided, by its name. */
  rules(connectionId: string): string {
    return `${this.prefix}:st:rules:${connectionId}`;
  }
}
