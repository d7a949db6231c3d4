/** How busy one destination is, as one dispatcher sees it. */
export class DestinationLoad {
  private inFlight = 0;
  private meanMs = FIRST_GUESS_MS;
  private failuresInRow = 0;
  /** The time up to which waiting postbacks have been given their turns. */
  private turnsUntilMs = 0;
  private readonly queue: (() => void)[] = [];

  get waiting(): number {
    return this.queue.length;
  }

  /** Takes one of the places, if one is free. */
  enter(concurrency: number): boolean {
    if (this.inFlight >= concurrency) return false;
    this.inFlight += 1;
    return true;
  }

  /** Gives the place back, to whoever waits for one. */
  leave(durationMs: number): void {
    this.meanMs += (durationMs - this.meanMs) * MEAN_SHARE;
    const next = this.queue.shift();
    if (next === undefined) this.inFlight -= 1;
    else next();
  }

  /** Gives a place back that was not used. */
  cancel(): void {
    this.leave(this.meanMs);
  }

  /** Waits a little for a place. @returns whether there was one */
  async waitForPlace(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const take = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(take), 1);
        resolve(false);
      }, limitMs);
      this.queue.push(take);
    });
  }

  /** It is well, or what was counted has had its effect. */
  resetFailures(): void {
    this.failuresInRow = 0;
  }

  /** @returns how many there were in a row */
  noteFailure(): number {
    this.failuresInRow += 1;
    return this.failuresInRow;
  }

  /** Whether others have been sent away before whose turn is still to come. */
  hasTurnsAfter(nowMs: number): boolean {
    return this.turnsUntilMs > nowMs;
  }

  /**
   * The turn of a postback that can't go now: one after the other, as fast as the destination takes them, so that
   * each is looked at again about once.
   * @param fromMs no turn is before this
   */
  giveTurn(fromMs: number, ratePerSecond: number, concurrency: number): number {
    const spacingMs = Math.max(1000 / ratePerSecond, this.meanMs / concurrency);
    this.turnsUntilMs = Math.max(this.turnsUntilMs, fromMs) + spacingMs;
    return Math.ceil(this.turnsUntilMs);
  }

  /** Those who were sent away come in their turns all the same; new ones need not wait for them. */
  forgetTurns(): void {
    this.turnsUntilMs = 0;
  }
}

const FIRST_GUESS_MS = 10;
const MEAN_SHARE = 0.1;
