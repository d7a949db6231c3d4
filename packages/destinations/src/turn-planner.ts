import type { DestinationLoad } from './destination-load.js';

/**
 * What a process looks at in vain costs as much as about 0.3 ms of its time and as much of Redis'. All destinations
 * together get no more than 200 such looks a second, however many are blocked and however much waits for them.
 */
const LOOK_MS = 5;
/** A blockage may end any time, by an operator or by another dispatcher; nobody waits longer than this to look. */
const BLOCKED_MS_MAX = 5_000;
/** A probe is under way; its answer is due soon. */
const BLOCKED_MS_MIN = 1_000;

/** Gives postbacks that can't go now their turns, so that each is looked at again about once and never too late. */
export class TurnPlanner {
  private readonly crowded = new Set<DestinationLoad>();

  /**
   * For a place: as fast as its answers come.
   * @returns milliseconds since 1970, UTC; so are all times here
   */
  planForPlace(load: DestinationLoad, places: number, nowMs: number): number {
    // Turns must not be rarer than looks are cheap: it may get faster, or well, before they have come.
    const answersMs = load.estimateSpacingMs(places, nowMs);
    return load.placeLine.giveTurn(nowMs, Math.min(answersMs, this.shareLooks(load, nowMs)));
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
