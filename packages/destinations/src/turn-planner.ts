import type { DestinationLoad } from './destination-load.js';

/**
 * What a process looks at in vain costs as much as about 0.3 ms of its time and as much of Redis'. All destinations
 * together get no more than 200 such looks a second, however many are blocked and however much waits for them.
 */
const LOOK_MS = 5;
/** A blockage may end any time, by an operator or by another dispatcher; nobody waits longer than this to look. */
const BLOCKED_MS_MAX = 5_000;
/** Before one is called that found no place, it has to be back in the queue. */
const CALLED_MS = 1_000;
/** A probe is under way; its answer is due soon. */
const BLOCKED_MS_MIN = 1_000;

/** Gives postbacks that can't go now their turns, so that each is looked at again about once and never too late. */
export class TurnPlanner {
  private readonly crowded = new Set<DestinationLoad>();

  /**
   * For a place, in case it is not called before, as after a restart.
   * @param waiting how many there are to be called, this one included; infinite where it is not called
   * @returns milliseconds since 1970, UTC; so are all times here
   */
  planForPlace(load: DestinationLoad, places: number, waiting: number, nowMs: number): number {
    const spacingMs = Math.max(load.estimateSpacingMs(places), this.shareLooks(load, nowMs));
    // Those who were called need their turns no more. Else the line would grow as long as something waits, and whoever
    // is not called would stand behind everybody who ever did.
    load.placeLine.endBefore(nowMs + CALLED_MS + (waiting - 1) * spacingMs);
    return load.placeLine.giveTurn(nowMs + CALLED_MS, spacingMs);
  }

  /** Where the rate leaves nothing at the moment. */
  planForRate(load: DestinationLoad, ratePerSecond: number, nowMs: number): number {
    return load.rateLine.giveTurn(nowMs, 1000 / ratePerSecond);
  }

  /** @param againAtMs when the blockage is to end */
  planWhileBlocked(load: DestinationLoad, ratePerSecond: number, nowMs: number, againAtMs: number): number {
    const fromMs = Math.min(Math.max(againAtMs, nowMs + BLOCKED_MS_MIN), nowMs + BLOCKED_MS_MAX);
    return load.rateLine.giveTurn(fromMs, Math.max(1000 / ratePerSecond, this.shareLooks(load, nowMs)));
  }

  /** How far apart the looks of this one have to be, beside all others for which something waits. */
  private shareLooks(load: DestinationLoad, nowMs: number): number {
    for (const other of this.crowded) if (!other.hasTurnsAfter(nowMs)) this.crowded.delete(other);
    this.crowded.add(load);
    return LOOK_MS * this.crowded.size;
  }
}
