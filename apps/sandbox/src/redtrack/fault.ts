export const FAULT_MODES = ['none', 'status', 'stall', 'reset', 'accept-then-hang'] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

/** A way in which the stand-in RedTrack misbehaves, and towards which requests. */
export interface Fault {
  /**
   * `status`: answers `status` and books nothing. `stall`: answers `stallMs` late. `reset`: drops the
   * connection, books nothing. `accept-then-hang`: books it and never answers.
   */
  readonly mode: FaultMode;
  readonly status: number;
  /** Sent as Retry-After with `status`. */
  readonly retryAfterSeconds?: number;
  readonly stallMs: number;
  /** The share of the matching requests, 0 to 1. */
  readonly probability: number;
  /** A regular expression that the click id must match. */
  readonly clickidPattern?: string;
  /** It is over after so many requests. */
  readonly times?: number;
}

export const NO_FAULT: Fault = { mode: 'none', status: 503, stallMs: 10_000, probability: 1 };

/** The fault that is on, and how much of it is left. */
export class FaultPlan {
  private fault: Fault = NO_FAULT;
  private pattern: RegExp | undefined;
  private left = Infinity;

  /** @param random returns 0 ≤ n < 1 */
  constructor(private readonly random: () => number) {}

  set(fault: Fault): void {
    this.fault = fault;
    this.pattern = fault.clickidPattern === undefined ? undefined : new RegExp(fault.clickidPattern);
    this.left = fault.times ?? Infinity;
  }

  get current(): Fault {
    return this.left > 0 ? this.fault : NO_FAULT;
  }

  /** The fault that this request meets, if any; uses up one of its `times`. */
  take(clickid: string): Fault | undefined {
    const { mode, probability } = this.fault;
    if (mode === 'none' || this.left <= 0) return undefined;
    if (this.pattern !== undefined && !this.pattern.test(clickid)) return undefined;
    if (probability < 1 && this.random() >= probability) return undefined;
    this.left -= 1;
    return this.fault;
  }
}
