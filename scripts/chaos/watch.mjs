// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;
const RECOVERY_MS_MAX = 30_000;
/** What is under way at any moment while all is well. */
const BACKLOG_OF_NO_MATTER = 2;

/** How far RedTrack's books are behind what ClickBank was told is accepted. */
export class Watch {
  /**
   * @param {import('../../packages/testkit/src/index.js').LocalStack} stack
   * @param {import('./clickbank.mjs').ChaosClickBank} clickBank
   */
  constructor(stack, clickBank) {
    this.stack = stack;
    this.clickBank = clickBank;
  }

  /** @returns {Promise<{ conversions: number, requests: number, duplicatesDropped: number, notBooked: number }>} */
  async readSummary() {
    const response = await fetch(`${this.stack.sandboxUrl}/redtrack/summary`);
    return /** @type {any} */ (await response.json());
  }

  async readBacklog() {
    const accepted = this.clickBank.acceptedConversions;
    return Math.max(0, accepted - (await this.readSummary()).conversions);
  }

  /**
   * The time until no more waits than before a fault; upsells and refunds that wait for their sale are among both.
   * @param {number} before
   * @returns {Promise<number | undefined>} milliseconds; undefined if it takes too long to wait for
   */
  async waitForBacklog(before) {
    const startedMs = performance.now();
    while (performance.now() - startedMs < RECOVERY_MS_MAX) {
      if ((await this.readBacklog()) <= before + BACKLOG_OF_NO_MATTER) return performance.now() - startedMs;
      await sleep(LOOK_EVERY_MS);
    }
    return undefined;
  }
}
