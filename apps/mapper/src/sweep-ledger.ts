import type { LedgerSweeper } from '@ins-relay/ledger';
import type { Logger } from '@ins-relay/platform';

export interface SweepPorts {
  readonly sweeper: LedgerSweeper;
  readonly readMemoryShare: () => Promise<number>;
  /** Whether this process may sweep now; one of all mappers does. */
  readonly claimTurn: () => Promise<boolean>;
  /** From 0 to 1; at 1 nothing is ever swept. */
  readonly memoryShareMax: number;
  readonly logger: Logger;
}

const LOOK_EVERY_MS = 15_000;
/** Goes on until memory is so much below the bound, lest it begins again at once. */
const CALM = 0.95;

/** Keeps the ledger from filling Redis: the oldest timelines go before their time, and the log says so. */
export class SweepLedger {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(private readonly ports: SweepPorts) {}

  start(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.look();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.underWay;
  }

  private look(): void {
    this.underWay = this.underWay
      .then(() => this.sweep())
      .catch((error: unknown) => this.ports.logger.error({ err: error }, 'could not sweep the ledger'));
  }

  private async sweep(): Promise<void> {
    const { claimTurn, logger, memoryShareMax, readMemoryShare, sweeper } = this.ports;
    if (memoryShareMax >= 1 || (await readMemoryShare()) < memoryShareMax || !(await claimTurn())) return;
    let removed = 0;
    let until: string | undefined;
    while (!this.isStopping && (await readMemoryShare()) >= memoryShareMax * CALM) {
      const swept = await sweeper.sweepOldestHour();
      if (swept === undefined) break;
      removed += swept.removed;
      until = new Date(swept.hourMs).toISOString();
    }
    const memoryPercent = Math.round((await readMemoryShare()) * 100);
    const line = { alarm: 'ledger-swept', removed, until, memoryPercent };
    logger.warn(line, 'Redis memory was above LEDGER_MEMORY_PERCENT: the oldest timelines were removed');
  }
}
