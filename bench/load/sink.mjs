// @ts-check
import { createServer } from 'node:http';
import { readNumber } from './notifications.mjs';

const WAKE_SHARE = 0.75;

/**
 * @typedef {object} SinkOptions
 * @property {number} [answerAfterMs] at once when not given
 * @property {boolean} [keepsArrivals] for `readArrivals`
 */

/**
 * A postback that came.
 * @typedef {object} Arrival
 * @property {number} number of its event
 * @property {string} rdtkEventId
 * @property {number} atMs of this process's `performance.now()`
 * @property {number} latencyMs since its event was sent; NaN where it had come before
 */

/** Stands for RedTrack: answers every postback 200, and knows when each event came. */
export class Sink {
  /** @type {SinkOptions} */
  #options = {};
  /** @type {Arrival[]} */
  #arrivals = [];
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
    this.#arrive(request.url ?? '');
    const answer = () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 15 });
      response.end('{"status":"ok"}');
    };
    const { answerAfterMs = 0 } = this.#options;
    if (answerAfterMs === 0) answer();
    else setTimeout(answer, answerAfterMs);
  });

  /** @param {SinkOptions} [options] @returns {Promise<number>} its port */
  listen(options = {}) {
    this.#options = options;
    // Whoever keeps a connection must not have it closed under a postback.
    this.#server.keepAliveTimeout = 120_000;
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => resolve(/** @type {any} */ (this.#server.address()).port));
    });
  }

  reset() {
    this.#sentAtMs.clear();
    this.#latencyMs = [];
    this.#arrivals = [];
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

  /** Every postback since the last reset, in order; none unless `keepsArrivals`. */
  readArrivals() {
    return this.#arrivals;
  }

  /** @param {string} url */
  #arrive(url) {
    const nowMs = performance.now();
    const number = readNumber(url);
    const sentAtMs = this.#sentAtMs.get(number);
    if (this.#options.keepsArrivals) {
      const rdtkEventId = new URLSearchParams(url.slice(url.indexOf('?'))).get('rdtk_event_id') ?? '';
      const latencyMs = sentAtMs === undefined ? Number.NaN : nowMs - sentAtMs;
      this.#arrivals.push({ number, rdtkEventId, atMs: nowMs, latencyMs });
    }
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
