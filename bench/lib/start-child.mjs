// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {number} readyAfterMs from the spawn to the first 2xx of its health
 * @property {() => Promise<void>} stop SIGTERM, and waits for the end
 */

const POLL_MS = 4;
const READY_MS_MAX = 60_000;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * Starts a Node process whose output goes straight to a file: to read it here would take time from what is measured.
 * @param {object} options
 * @param {string} options.name
 * @param {readonly string[]} options.args
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.readyUrl
 * @param {string} options.logFile
 * @returns {Promise<Child>}
 */
export async function startChild({ name, args, env, readyUrl, logFile }) {
  const output = openSync(logFile, 'a');
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then(() => running.delete(child));
  while (!(await answersWell(readyUrl))) {
    if (child.exitCode !== null || performance.now() - startedMs > READY_MS_MAX) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not become ready:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
    }
    await sleep(POLL_MS);
  }
  return {
    name,
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - startedMs,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** @param {string} url @returns {Promise<boolean>} */
function answersWell(url) {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('error', () => resolve(false));
  });
}
