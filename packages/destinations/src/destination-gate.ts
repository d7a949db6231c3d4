import type { DeliverySettings } from '@ins-relay/contracts';
import type { OpenBreaker } from './blocked-destination.js';
import type { DestinationBoard } from './destination-board.js';
import { DestinationLoad } from './destination-load.js';
import type { RateBudget } from './rate-budget.js';

export interface GateOptions {
  readonly board: DestinationBoard;
  readonly budget: RateBudget;
  /** How many postbacks may wait in this process for a place: for one destination, and for all of them. */
  readonly waitingMax: { readonly one: number; readonly all: number };
  readonly readNowMs: () => number;
}

export type GateVerdict =
  | { readonly verdict: 'go'; readonly pass: GatePass }
  /** `reason` where it is worth telling: the destination is blocked, not merely busy. */
  | { readonly verdict: 'wait'; readonly untilMs: number; readonly reason?: string };

/** A place among those that are under way; it has to be given back through `settle` or `cancel`. */
export interface GatePass {
  readonly destination: string;
  readonly isProbe: boolean;
}

/** How a try ended, as far as it tells something about the destination. */
export type GateResult =
  | { readonly result: 'answered' }
  /** Worth a retry. */
  | { readonly result: 'failed'; readonly reason: string }
  | { readonly result: 'asked-to-wait'; readonly waitMs: number };

/** How often the pause of a destination that goes on failing is doubled. */
const PAUSE_FACTOR_MAX = 16;
const IN_PROCESS_WAIT_MS = 60;
/** An operator's pause has no end that is known; whoever waits looks again after this. */
const PAUSED_LOOK_MS = 5_000;
/** A dispatcher that dies while it probes must not keep others from it for long. */
const PROBE_EXTRA_MS = 5_000;

/**
 * Decides whether a postback may go out now. What waits uses up no attempt, and a destination that is dead, slow or
 * rate-limited holds no more than its share of places.
 */
export class DestinationGate {
  private readonly loads = new Map<string, DestinationLoad>();
  private waiting = 0;

  constructor(private readonly options: GateOptions) {}

  /** @param isFirstStart it was not sent away before; then it stands behind those that were */
  async enter(destination: string, settings: DeliverySettings, isFirstStart: boolean): Promise<GateVerdict> {
    const nowMs = this.options.readNowMs();
    const load = this.findLoad(destination);
    const blocked = this.options.board.find(destination);
    if (blocked?.state === 'paused') {
      return this.sendAway(load, settings, nowMs + PAUSED_LOOK_MS, `paused by ${blocked.by}`);
    }
    if (blocked !== undefined) return this.enterOpen(destination, blocked, load, settings);
    if (isFirstStart && load.hasTurnsAfter(nowMs)) return this.sendAway(load, settings, nowMs);
    if (!(await this.takePlace(load, settings))) return this.sendAway(load, settings, nowMs);
    if (await this.options.budget.take(destination, settings.ratePerSecond)) {
      return { verdict: 'go', pass: { destination, isProbe: false } };
    }
    load.cancel();
    return this.sendAway(load, settings, nowMs);
  }

  /** Gives the place back, with what was learned. */
  async settle(
    pass: GatePass,
    settings: DeliverySettings,
    durationMs: number,
    result: GateResult,
  ): Promise<void> {
    const { destination, isProbe } = pass;
    const load = this.findLoad(destination);
    load.leave(durationMs);
    const { board, readNowMs } = this.options;
    switch (result.result) {
      case 'answered':
        load.resetFailures();
        if (isProbe) await this.close(destination, load);
        return;
      case 'asked-to-wait': {
        const nowMs = readNowMs();
        const untilMs = nowMs + result.waitMs;
        const breaker = { sinceMs: nowMs, untilMs, pauseMs: result.waitMs, reason: 'asked to wait' };
        await board.open(destination, { state: 'open', ...breaker });
        if (isProbe) await board.endProbe(destination);
        return;
      }
      case 'failed': {
        const { failures, pauseSeconds } = settings.breaker;
        if (load.noteFailure() >= failures || isProbe) {
          load.resetFailures();
          await this.open(destination, pauseSeconds * 1000, result.reason, isProbe);
        }
        if (isProbe) await board.endProbe(destination);
        return;
      }
    }
  }

  private async enterOpen(
    destination: string,
    breaker: OpenBreaker,
    load: DestinationLoad,
    settings: DeliverySettings,
  ): Promise<GateVerdict> {
    const nowMs = this.options.readNowMs();
    const ttlMs = settings.timeoutMs + PROBE_EXTRA_MS;
    if (breaker.untilMs <= nowMs && (await this.options.board.claimProbe(destination, ttlMs))) {
      load.enter(Number.POSITIVE_INFINITY);
      return { verdict: 'go', pass: { destination, isProbe: true } };
    }
    // Behind the probe's answer, which is due a timeout after it went out.
    const fromMs = Math.max(breaker.untilMs, nowMs + 1_000);
    return this.sendAway(load, settings, fromMs, `left alone after failures (${breaker.reason})`);
  }

  private async open(destination: string, pauseMs: number, reason: string, isProbe: boolean): Promise<void> {
    const nowMs = this.options.readNowMs();
    const before = this.options.board.find(destination);
    const wasOpen = before?.state === 'open';
    // Those that were under way when it opened say nothing new.
    if (wasOpen && !isProbe) return;
    const nextMs = wasOpen ? Math.min(before.pauseMs * 2, pauseMs * PAUSE_FACTOR_MAX) : pauseMs;
    await this.options.board.open(destination, {
      state: 'open',
      sinceMs: wasOpen ? before.sinceMs : nowMs,
      untilMs: nowMs + nextMs,
      pauseMs: nextMs,
      reason,
    });
  }

  private async close(destination: string, load: DestinationLoad): Promise<void> {
    load.forgetTurns();
    await this.options.board.close(destination);
    await this.options.board.endProbe(destination);
  }

  private async takePlace(load: DestinationLoad, { concurrency }: DeliverySettings): Promise<boolean> {
    if (load.enter(concurrency)) return true;
    const { one, all } = this.options.waitingMax;
    if (this.waiting >= all || load.waiting >= one) return false;
    this.waiting += 1;
    try {
      return await load.waitForPlace(IN_PROCESS_WAIT_MS);
    } finally {
      this.waiting -= 1;
    }
  }

  private sendAway(
    load: DestinationLoad,
    { concurrency, ratePerSecond }: DeliverySettings,
    fromMs: number,
    reason?: string,
  ): GateVerdict {
    const untilMs = load.giveTurn(fromMs, ratePerSecond, concurrency);
    return { verdict: 'wait', untilMs, ...(reason === undefined ? {} : { reason }) };
  }

  private findLoad(destination: string): DestinationLoad {
    const known = this.loads.get(destination);
    if (known !== undefined) return known;
    const load = new DestinationLoad();
    this.loads.set(destination, load);
    return load;
  }
}
