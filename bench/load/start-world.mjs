// @ts-check
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {ReturnType<import('./sink.mjs').Sink['read']>} Arrivals */
/** @typedef {import('./stream.mjs').StreamPlan} StreamPlan */
/** @typedef {import('./stream.mjs').StreamResult} StreamResult */
/** @typedef {import('./sink.mjs').Arrival} Arrival */

/**
 * ClickBank and RedTrack, in a process of their own.
 * @typedef {object} World
 * @property {number} sinkPort
 * @property {(plan: StreamPlan) => Promise<StreamResult>} send
 * @property {() => Promise<void>} reset
 * @property {() => Promise<Arrivals>} waitForArrivals throws where some never come
 * @property {() => Promise<Arrivals>} waitUntilQuiet until all are there, or nothing comes any more
 * @property {() => Promise<Arrival[]>} readArrivals
 * @property {(plan: StreamPlan) => Promise<{ sent: StreamResult, arrived: Arrivals, seconds: number }>} relay
 * @property {(count: number) => number} takeNumbers the first of so many that nobody had
 * @property {() => void} stop
 */

/** @param {import('./sink.mjs').SinkOptions} [options] @returns {Promise<World>} */
export async function startWorld(options = {}) {
  const child = fork(fileURLToPath(new URL('world.mjs', import.meta.url)), { serialization: 'advanced' });
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const calls = new Map();
  let lastId = 0;
  // Of a run of its own: receipts of another one may still be in somebody's Redis.
  let number = 1;
  child.on('message', (/** @type {{ id: number, result?: unknown, problem?: string }} */ answer) => {
    const call = calls.get(answer.id);
    calls.delete(answer.id);
    if (answer.problem === undefined) call?.resolve(answer.result);
    else call?.reject(new Error(answer.problem));
  });
  child.once('exit', () => {
    for (const call of calls.values()) call.reject(new Error('the load generator ended'));
  });
  /** @param {string} method @param {unknown} [argument] */
  const ask = (method, argument) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      calls.set(id, { resolve, reject });
      child.send({ id, method, argument });
    });
  return {
    sinkPort: /** @type {number} */ (await ask('listen', options)),
    send: (plan) => /** @type {Promise<any>} */ (ask('send', plan)),
    reset: () => /** @type {Promise<any>} */ (ask('reset')),
    waitForArrivals: () => /** @type {Promise<any>} */ (ask('waitForArrivals')),
    waitUntilQuiet: () => /** @type {Promise<any>} */ (ask('waitUntilQuiet')),
    readArrivals: () => /** @type {Promise<any>} */ (ask('readArrivals')),
    relay: (plan) => /** @type {Promise<any>} */ (ask('relay', plan)),
    takeNumbers: (count) => (number += count) - count,
    stop: () => child.disconnect(),
  };
}
