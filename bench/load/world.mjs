// @ts-check
// A process of its own: ClickBank on one side of the relay and RedTrack on the other, with one clock.
import { setTimeout as sleep } from 'node:timers/promises';
import { Sink } from './sink.mjs';
import { sendStream } from './stream.mjs';

const sink = new Sink();
const QUIET_MS_MAX = 30_000;

const methods = {
  /** @param {import('./sink.mjs').SinkOptions} options */
  listen: (options) => sink.listen(options),
  /** Sends, and does not care what arrives. @param {import('./stream.mjs').StreamPlan} plan */
  send: (plan) => sendStream(plan, sink),
  reset: async () => sink.reset(),
  readArrivals: async () => sink.readArrivals(),
  /** Waits until everything that was sent since the last reset has arrived, or nothing comes any more. */
  waitUntilQuiet: async () => {
    for (let before = Number.NaN, sinceMs = performance.now(); ;) {
      const arrived = sink.read();
      if (arrived.missing !== before) sinceMs = performance.now();
      before = arrived.missing;
      if (arrived.missing === 0 || performance.now() - sinceMs > QUIET_MS_MAX) return arrived;
      await sleep(20);
    }
  },
  /** Waits until everything that was sent since the last reset has arrived. */
  waitForArrivals: async () => {
    const arrived = await methods.waitUntilQuiet();
    if (arrived.missing > 0) throw new Error(`${arrived.missing} events never arrived`);
    return arrived;
  },
  /** @param {import('./stream.mjs').StreamPlan} plan */
  relay: async (plan) => {
    sink.reset();
    const startedMs = performance.now();
    const sent = await sendStream(plan, sink);
    const arrived = await methods.waitForArrivals();
    return { sent, arrived, seconds: (arrived.lastMs - startedMs) / 1000 };
  },
};

process.on(
  'message',
  async (/** @type {{ id: number, method: keyof typeof methods, argument: any }} */ call) => {
    const { id, method, argument } = call;
    try {
      process.send?.({ id, result: await methods[method](argument) });
    } catch (error) {
      process.send?.({ id, problem: error instanceof Error ? error.message : String(error) });
    }
  },
);
process.on('disconnect', () => process.exit());
