// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedisServer } from '@ins-relay/testkit';
import { startWorld } from '../load/start-world.mjs';
import { createChain, createProduct, SERVICES } from './side.mjs';

/** @typedef {import('./side.mjs').Side} Side */
/** @typedef {import('./side.mjs').Service} Service */

/**
 * What figures work with. Whatever it starts ends with it.
 * @typedef {object} Bench
 * @property {boolean} isQuick
 * @property {number} rounds
 * @property {string} folder
 * @property {import('../load/start-world.mjs').World} world
 * @property {() => Promise<import('@ins-relay/testkit').RedisServer>} startRedis
 * @property {(options?: StartOptions) => Promise<Side>} startProduct
 * @property {(options?: StartOptions) => Promise<Side>} startChain
 * @property {() => Promise<void>} stopAll ends every side and every Redis
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} StartOptions
 * @property {readonly Service[]} [services] all when not given
 * @property {string} [redisUrl] a Redis of its own when not given
 * @property {number} [connections]
 * @property {number} [rules]
 */

/**
 * @param {{ isQuick: boolean }} options
 * @returns {Promise<Bench>}
 */
export async function createBench({ isQuick }) {
  const folder = mkdtempSync(join(tmpdir(), 'ins-relay-bench-'));
  const world = await startWorld();
  const sinkUrl = `http://127.0.0.1:${world.sinkPort}`;
  /** @type {Side[]} */
  const sides = [];
  /** @type {import('@ins-relay/testkit').RedisServer[]} */
  const servers = [];
  let labels = 0;

  const startRedis = async () => {
    const server = await startRedisServer({ appendonly: true });
    servers.push(server);
    return server;
  };
  /**
   * @param {(options: import('./side.mjs').SideOptions) => Side | Promise<Side>} create
   * @param {StartOptions} options
   */
  const startSide = async (create, { services = SERVICES, redisUrl, ...more }) => {
    const url = redisUrl ?? (await startRedis()).url;
    const side = await create({ ...more, redisUrl: url, sinkUrl, folder, label: `side${++labels}` });
    sides.push(side);
    for (const service of services) await side.start(service);
    return side;
  };
  const stopAll = async () => {
    for (const side of sides.splice(0)) await side.stop();
    for (const server of servers.splice(0)) await server.stop();
  };
  return {
    isQuick,
    rounds: isQuick ? 2 : 5,
    folder,
    world,
    startRedis,
    startProduct: (options = {}) => startSide(createProduct, options),
    startChain: (options = {}) => startSide(createChain, options),
    stopAll,
    close: async () => {
      await stopAll();
      world.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
