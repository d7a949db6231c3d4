// @ts-check
import { createServer } from 'node:http';
import { readNumber } from './notifications.mjs';

const WAKE_SHARE = 0.75;

/** Stands for RedTrack: answers every postback 200 at once, and knows when each event came. */
export class Sink {
  /** When the events that are still to come were sent. @type {Map<number, number>} */
  #sentAtMs = new Map();
  /** @type {number[]} */
  #latencyMs = [];
  #again = 0;
  #firstMs = 0;
  #lastMs = 0;
  /** @type {(() => void)[]} */
  #waiting = [];
  #windowMax = 0;
  #server = createServer((request, response) => {
    this.#arrive(readNumber(request.url ?? ''));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 15 });
    response.end('{"status":"ok"}');
  });

  /** @returns {Promise<number>} its port */
  listen() {
    // Whoever keeps a connection must not have it closed under a postback.
    this.#server.keepAliveTimeout = 120_000;
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => resolve(/** @type {any} */ (this.#server.address()).port));
    });
  }

  reset() {
    this.#sentAtMs.clear();
    this.#latencyMs = [];
    this.#again = 0;
    this.#firstMs = 0;
    this.#lastMs = 0;
  }

  /**
   * @param {number} number
   * @param {number} atMs
   */
  noteSent(number, atMs) {
    this.#sentAtMs.set(number, atMs);
  }

  /** Waits while too many are under way. @param {number} windowMax */
  async waitForRoom(windowMax) {
    this.#windowMax = windowMax;
    while (this.#sentAtMs.size >= windowMax)
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
  }

  /** What came since the last reset. */
  read() {
    return {
      missing: this.#sentAtMs.size,
      again: this.#again,
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      latencyMs: Float64Array.from(this.#latencyMs),
    };
  }

  /** @param {number} number */
  #arrive(number) {
    const nowMs = performance.now();
    const sentAtMs = this.#sentAtMs.get(number);
    if (sentAtMs === undefined) {
      this.#again += 1;
      return;
    }
    this.#sentAtMs.delete(number);
    this.#latencyMs.push(nowMs - sentAtMs);
    if (this.#firstMs === 0) this.#firstMs = nowMs;
    this.#lastMs = nowMs;
    if (this.#waiting.length > 0 && this.#sentAtMs.size < this.#windowMax * WAKE_SHARE) {
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}
