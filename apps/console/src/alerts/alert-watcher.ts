import type { Alert } from './alert.js';
import type { AlertStore } from './alert-store.js';
import { planMessage, type MessageSettings, type ToldAlerts } from './plan-message.js';

export interface AlertWatcherOptions extends MessageSettings {
  readonly everyMs: number;
  readonly store: AlertStore;
  readonly find: (nowMs: number) => Promise<Alert[]>;
  /** @throws where the message was not taken; it is tried again at the next look */
  readonly post: (text: string) => Promise<void>;
  readonly readNowMs: () => number;
  readonly onError: (error: Error) => void;
}

/** Once may be a switch of masters. */
const FAILURES_MIN = 2;
/** Longer than any look, the webhook's answer included; so long nobody looks after a console that died in the middle. */
const LOOK_MS_MAX = 60_000;
const AWAY: Alert = {
  key: 'redis away',
  text: 'Redis does not answer the console; nothing can be accepted or delivered without it',
  path: '/system',
};

/**
 * Looks now and then for what is wrong, and says what is new and what is over. Of several consoles one looks at a time,
 * and what was told is kept in Redis: a restart tells nothing twice.
 */
export class AlertWatcher {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private failures = 0;
  /** Redis can’t remember that it was away. */
  private toldOfRedis: ToldAlerts = {};

  constructor(private readonly options: AlertWatcherOptions) {}

  start(): void {
    this.timer = setInterval(() => this.lookUnlessLooking(), this.options.everyMs);
    this.lookUnlessLooking();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private lookUnlessLooking(): void {
    this.looking ??= this.look()
      .catch((error: unknown) =>
        this.options.onError(error instanceof Error ? error : new Error(String(error))),
      )
      .finally(() => (this.looking = undefined));
  }

  private async look(): Promise<void> {
    const { everyMs, store } = this.options;
    const beganMs = performance.now();
    let isMyTurn: boolean;
    try {
      isMyTurn = await store.claimTurn(LOOK_MS_MAX);
      this.failures = 0;
    } catch {
      this.failures += 1;
      isMyTurn = false;
    }
    this.toldOfRedis = await this.tell(this.toldOfRedis, this.failures >= FAILURES_MIN ? [AWAY] : []);
    if (!isMyTurn) return;
    try {
      await this.tellWhatIsNew();
    } finally {
      // A little less, so that the next look of the same process is not too early.
      await store.endTurn(everyMs * 0.9 - (performance.now() - beganMs));
    }
  }

  private async tellWhatIsNew(): Promise<void> {
    const { store } = this.options;
    const before = await store.read();
    const told = await this.tell(before, await this.options.find(this.options.readNowMs()));
    if (told !== before) await store.write(told);
  }

  /** @returns what has been told now; the same as before where there was nothing to say */
  private async tell(before: ToldAlerts, alerts: readonly Alert[]): Promise<ToldAlerts> {
    const { text, told } = planMessage(before, alerts, this.options, this.options.readNowMs());
    if (text === undefined) return before;
    await this.options.post(text);
    return told;
  }
}
