import type { DeliverySettings } from '@ins-relay/contracts';
import type { BlockedDestination, OpenBreaker } from './blocked-destination.js';
import type { DestinationBoard } from './destination-board.js';
import { DestinationLoad } from './destination-load.js';
import type { RateBudget } from './rate-budget.js';
import { TurnPlanner } from './turn-planner.js';

export interface GateOptions {
  readonly board: DestinationBoard;
  readonly budget: RateBudget;
  /** How many postbacks this process handles at once, those that wait for a place included. */
  readonly concurrency: number;
  /** Lets a job begin that waits, before its turn. @returns false if it does not wait any more */
  readonly wake: (jobId: string) => Promise<boolean>;
  readonly readNowMs: () => number;
}

export type GateVerdict =
  | { readonly verdict: 'go'; readonly pass: GatePass }
  /** `reason` where it is worth telling: the destination is blocked, not merely busy. */
  | { readonly verdict: 'wait'; readonly untilMs: number; readonly reason?: string };

/** Who wants to go. */
export interface GateVisitor {
  readonly jobId: string;
  /** It was not sent away before; those that were come first. */
  readonly isFirstStart: boolean;
}

/** A place among those that are under way; it has to be given back through `settle`. */
export interface GatePass {
  readonly destination: string;
  /** What it probes, if it does. */
  readonly probed?: OpenBreaker;
}

/** How a try ended, as far as it tells something about the destination. */
export type GateResult =
  | { readonly result: 'answered' }
  /** Worth a retry. */
  | { readonly result: 'failed'; readonly reason: string }
  | { readonly result: 'asked-to-wait'; readonly waitMs: number };

/** How often the pause of a destination that goes on failing is doubled, and where that ends in any case. */
const PAUSE_FACTOR_MAX = 16;
const PAUSE_MS_MAX = 3_600_000;
/**
 * How long one may wait in the process for a place, if its turn had come. It costs one of the things that the process
 * handles at once, while to look at it a second time costs half as much as to send it. At a destination that answers
 * slowly few can hope for a place so soon, so few wait.
 */
const IN_PROCESS_WAIT_MS = 250;
/** A dispatcher that dies while it probes must not keep others from it for long. */
const PROBE_EXTRA_MS = 5_000;
/** So many are called when there is a place; any more come in their turns. */
const PARKED_MAX = 50_000;
/** What a destination may have under way in any case: enough to find out that it is well. */
const FEW_PLACES = 2;

/**
 * Decides whether a postback may go out now. What waits uses up no attempt, and a destination that is dead, slow or
 * rate-limited holds no more than its share of the process.
 */
export class DestinationGate {
  private readonly loads = new Map<string, DestinationLoad>();
  private readonly turns = new TurnPlanner();
  private underWay = 0;
  /** To how many destinations something is under way. */
  private sharers = 0;

  constructor(private readonly options: GateOptions) {}

  async enter(
    destination: string,
    settings: DeliverySettings,
    { jobId, isFirstStart }: GateVisitor,
  ): Promise<GateVerdict> {
    const load = this.findLoad(destination);
    const blocked = this.options.board.find(destination);
    load.noteBlocked(blocked !== undefined);
    if (blocked !== undefined) return this.enterBlocked(destination, blocked, load, settings);
    if (isFirstStart && load.rateLine.hasTurnsAfter(this.options.readNowMs())) {
      return this.waitForRate(load, settings);
    }
    if (!(await this.takePlace(load, settings, isFirstStart))) {
      return this.waitForPlace(load, settings, jobId);
    }
    const blockedMeanwhile = this.options.board.find(destination);
    if (blockedMeanwhile !== undefined) {
      this.leave(load, settings);
      return this.enterBlocked(destination, blockedMeanwhile, load, settings);
    }
    if (await this.options.budget.take(destination, settings.ratePerSecond)) {
      return { verdict: 'go', pass: { destination } };
    }
    this.leave(load, settings);
    return this.waitForRate(load, settings);
  }

  /** Gives the place back, with what was learned. @throws what Redis throws, where everybody has to be told */
  async settle(
    { destination, probed }: GatePass,
    settings: DeliverySettings,
    durationMs: number,
    result: GateResult,
  ): Promise<void> {
    const load = this.findLoad(destination);
    this.leave(load, settings);
    switch (result.result) {
      case 'answered':
        load.noteAnswer(durationMs);
        if (probed !== undefined) await this.options.board.close(destination);
        return;
      case 'asked-to-wait':
        return this.leaveAlone(destination, settings, result.waitMs, probed);
      case 'failed': {
        const isOver = load.noteFailure() >= settings.breaker.failures;
        if (probed !== undefined) return this.openAgain(destination, settings, probed, result.reason);
        if (isOver) return this.open(destination, settings, result.reason);
        return;
      }
    }
  }

  private async enterBlocked(
    destination: string,
    blocked: BlockedDestination,
    load: DestinationLoad,
    settings: DeliverySettings,
  ): Promise<GateVerdict> {
    const nowMs = this.options.readNowMs();
    const wait = (reason: string, againAtMs: number): GateVerdict => {
      const untilMs = this.turns.planWhileBlocked(load, settings.ratePerSecond, nowMs, againAtMs);
      return { verdict: 'wait', untilMs, reason };
    };
    if (blocked.state === 'paused') return wait(`paused by ${blocked.by}`, Number.POSITIVE_INFINITY);
    if (blocked.untilMs <= nowMs) {
      const ttlMs = settings.timeoutMs + PROBE_EXTRA_MS;
      if (await this.options.board.claimProbe(destination, blocked, ttlMs)) {
        this.enterAsProbe(load);
        return { verdict: 'go', pass: { destination, probed: blocked } };
      }
    }
    return wait(`left alone after failures (${blocked.reason})`, blocked.untilMs);
  }

  private async open(destination: string, settings: DeliverySettings, reason: string): Promise<void> {
    // Those that were under way when it opened say nothing new.
    if (this.options.board.find(destination) !== undefined) return;
    const nowMs = this.options.readNowMs();
    const pauseMs = settings.breaker.pauseSeconds * 1000;
    const untilMs = nowMs + pauseMs;
    await this.options.board.open(destination, { state: 'open', sinceMs: nowMs, untilMs, pauseMs, reason });
  }

  private async openAgain(
    destination: string,
    { breaker }: DeliverySettings,
    probed: OpenBreaker,
    reason: string,
  ): Promise<void> {
    const firstMs = breaker.pauseSeconds * 1000;
    const longestMs = Math.max(firstMs, Math.min(firstMs * PAUSE_FACTOR_MAX, PAUSE_MS_MAX));
    const pauseMs = Math.min(probed.pauseMs * 2, longestMs);
    const untilMs = this.options.readNowMs() + pauseMs;
    const { sinceMs } = probed;
    await this.options.board.open(destination, { state: 'open', sinceMs, untilMs, pauseMs, reason });
  }

  /** It asked for it. If it fails after that it is as any other that fails for the first time. */
  private async leaveAlone(
    destination: string,
    { breaker }: DeliverySettings,
    waitMs: number,
    probed: OpenBreaker | undefined,
  ): Promise<void> {
    const nowMs = this.options.readNowMs();
    const untilMs = nowMs + waitMs;
    const known = this.options.board.find(destination);
    // Of several that were under way, the one who asks for the longest pause gets it.
    if (probed === undefined && known?.state === 'open' && known.untilMs >= untilMs) return;
    const sinceMs = known?.state === 'open' ? known.sinceMs : nowMs;
    const pauseMs = breaker.pauseSeconds * 1000;
    const reason = 'asked to wait';
    await this.options.board.open(destination, { state: 'open', sinceMs, untilMs, pauseMs, reason });
  }

  private async takePlace(
    load: DestinationLoad,
    settings: DeliverySettings,
    isFirstStart: boolean,
  ): Promise<boolean> {
    const places = this.countPlaces(load, settings);
    const nowMs = this.options.readNowMs();
    const limitMs = isFirstStart ? IN_PROCESS_WAIT_MS : IN_PROCESS_WAIT_MS * 2;
    if (load.enter(places, nowMs)) {
      this.noteEntered(load);
      return true;
    }
    return load.waitForPlace(places, limitMs, nowMs);
  }

  /**
   * Half of the process is for whoever comes; the other half is shared out evenly among those destinations that have
   * something under way. So one that hangs leaves room for the others, and one that is alone is not held up.
   */
  private countPlaces(load: DestinationLoad, { concurrency }: DeliverySettings): number {
    const half = this.options.concurrency / 2;
    if (this.underWay < half) return concurrency;
    const sharers = load.placesTaken === 0 ? this.sharers + 1 : this.sharers;
    return Math.min(concurrency, Math.max(FEW_PLACES, Math.floor(half / sharers)));
  }

  /** Though others may be under way that began before it was blocked. */
  private enterAsProbe(load: DestinationLoad): void {
    load.enter(Number.POSITIVE_INFINITY, this.options.readNowMs());
    this.noteEntered(load);
  }

  private noteEntered(load: DestinationLoad): void {
    this.underWay += 1;
    if (load.placesTaken === 1) this.sharers += 1;
  }

  private leave(load: DestinationLoad, settings: DeliverySettings): void {
    const left = load.leave(this.countPlaces(load, settings), this.options.readNowMs());
    if (left === 'handed-over') return;
    this.underWay -= 1;
    if (load.placesTaken === 0) this.sharers -= 1;
    if (left === 'free' && load.parkedJobIds.length > 0) void this.wakeNext(load);
  }

  /** The first one that still waits; some have had their turns meanwhile. */
  private async wakeNext({ parkedJobIds }: DestinationLoad): Promise<void> {
    for (;;) {
      const jobId = parkedJobIds.shift();
      if (jobId === undefined || (await this.options.wake(jobId))) return;
    }
  }

  private waitForPlace(load: DestinationLoad, { concurrency }: DeliverySettings, jobId: string): GateVerdict {
    const isCalled = load.parkedJobIds.length < PARKED_MAX;
    if (isCalled) load.parkedJobIds.push(jobId);
    const waiting = isCalled ? load.parkedJobIds.length : Number.POSITIVE_INFINITY;
    const untilMs = this.turns.planForPlace(load, concurrency, waiting, this.options.readNowMs());
    return { verdict: 'wait', untilMs };
  }

  private waitForRate(load: DestinationLoad, { ratePerSecond }: DeliverySettings): GateVerdict {
    const untilMs = this.turns.planForRate(load, ratePerSecond, this.options.readNowMs());
    return { verdict: 'wait', untilMs };
  }

  private findLoad(destination: string): DestinationLoad {
    const known = this.loads.get(destination);
    if (known !== undefined) return known;
    const load = new DestinationLoad();
    this.loads.set(destination, load);
    return load;
  }
}
