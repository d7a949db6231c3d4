import { TurnLine } from './turn-line.js';

/** How busy one destination is, as one dispatcher sees it. */
export class DestinationLoad {
  /** Of those who found no place; they are called as soon as there is one. New ones may come before them. */
  readonly placeLine = new TurnLine();
  /** Who they are, oldest first. */
  readonly parkedJobIds: string[] = [];
  /** Of those for whom the rate or a blockage left nothing. New ones stand behind them. */
  readonly rateLine = new TurnLine();
  private taken = 0;
  private meanMs = FIRST_GUESS_MS;
  private failuresInRow = 0;
  private wasBlocked = false;
  /** When one last got or gave back a place. */
  private movedAtMs = 0;
  private readonly queue: (() => void)[] = [];

  get placesTaken(): number {
    return this.taken;
  }

  /** Takes one of the places, if one is free. */
  enter(places: number, nowMs: number): boolean {
    if (this.taken >= places) return false;
    this.taken += 1;
    this.movedAtMs = nowMs;
    return true;
  }

  /**
   * Gives a place back: to whoever waits for one, unless more are taken than there are by now.
   * @returns what became of it; one that is gone is nobody's
   */
  leave(places: number, nowMs: number): 'handed-over' | 'free' | 'gone' {
    this.movedAtMs = nowMs;
    const next = this.taken > places ? undefined : this.queue.shift();
    if (next === undefined) {
      this.taken -= 1;
      return this.taken < places ? 'free' : 'gone';
    }
    next();
    return 'handed-over';
  }

  /**
   * Waits a little for a place, if the answers come fast enough that one is likely.
   * @returns whether there was one
   */
  async waitForPlace(places: number, limitMs: number, nowMs: number): Promise<boolean> {
    // Where nothing has moved for long, tries hang, and the answers of before say nothing.
    const stoodMs = nowMs - this.movedAtMs;
    if (stoodMs + this.estimateSpacingMs(places) * (this.queue.length + 1) > limitMs) return false;
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

  /** It answered. A try that failed says nothing of how long the next one takes. */
  noteAnswer(durationMs: number): void {
    this.failuresInRow = 0;
    this.meanMs += (durationMs - this.meanMs) * MEAN_SHARE;
  }

  /** @returns how many there were in a row */
  noteFailure(): number {
    this.failuresInRow += 1;
    return this.failuresInRow;
  }

  /**
   * Once nothing blocks it any more, failures of before are forgotten, and so are turns that were given behind the end
   * of the blockage.
   */
  noteBlocked(isBlocked: boolean): void {
    if (this.wasBlocked && !isBlocked) {
      this.rateLine.forget();
      this.failuresInRow = 0;
    }
    this.wasBlocked = isBlocked;
  }

  /** Whether somebody was sent away before whose turn is still to come. */
  hasTurnsAfter(nowMs: number): boolean {
    return this.placeLine.hasTurnsAfter(nowMs) || this.rateLine.hasTurnsAfter(nowMs);
  }

  /** How far apart postbacks come through so many places while it answers. */
  estimateSpacingMs(places: number): number {
    return this.meanMs / places;
  }
}

const FIRST_GUESS_MS = 10;
const MEAN_SHARE = 0.1;
