/** Turns one after the other, so that each of those who wait is looked at again about once. */
export class TurnLine {
  private untilMs = 0;

  /** Whether there are turns that are still to come. Times are milliseconds since 1970, UTC. */
  hasTurnsAfter(nowMs: number): boolean {
    return this.untilMs > nowMs;
  }

  /**
   * The next turn.
   * @param fromMs it is not before this
   */
  giveTurn(fromMs: number, spacingMs: number): number {
    this.untilMs = Math.max(this.untilMs, fromMs) + spacingMs;
    return Math.ceil(this.untilMs);
  }

  /** It is no longer than this: turns behind it are not needed any more. */
  endBefore(atMs: number): void {
    this.untilMs = Math.min(this.untilMs, atMs);
  }

  /** Who has a turn comes all the same; later ones need not come after it. */
  forget(): void {
    this.untilMs = 0;
  }
}
