// @ts-check
// `npm start`: the whole relay on this machine, with a stand-in ClickBank and RedTrack, and a demo of every event.
// `npm start -- --once` ends after the demo; `--quiet` (or RELAY_DEMO_TRAFFIC=off) sends nothing afterwards.
import { startTraffic } from './lib/demo-traffic.mjs';
import { ensureRedisServer } from './lib/ensure-redis.mjs';
import { ensureTools, installAndBuild } from './lib/ensure-tools.mjs';
import { keepConsolePassword, rememberEnvironment } from './lib/kept-values.mjs';
import { playDemo } from './lib/play-demo.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { claimRun, recordRun, releaseRun } from './lib/run-record.mjs';
import { startStack } from './lib/start-stack.mjs';
import { runScript, step } from './lib/step.mjs';

/**
 * @typedef {import('./lib/start-stack.mjs').RunningStack} RunningStack
 * @typedef {{ message: string, exitCode: number }} End why everything is stopped
 */

await runScript(async () => {
  const flags = readFlags({ once: { type: 'boolean' }, quiet: { type: 'boolean' } });
  await ensureTools();
  await installAndBuild();
  if (!process.env.REDIS_URL) await ensureRedisServer();
  await claimRun();
  try {
    const stopSignal = waitForStopSignal();
    const running = await startStack();
    const ending = new AbortController();
    try {
      await recordRun(running.processes.map((one) => one.pid));
      rememberEnvironment(running.stack.env);
      const { message, exitCode } = await Promise.race([
        useStack(running, flags, ending.signal),
        stopSignal,
        ...running.processes.map(waitForEnd),
      ]);
      console.log(`\n${message}`);
      return exitCode;
    } finally {
      ending.abort();
      await step('Stopping everything in order', () => running.stop());
    }
  } finally {
    releaseRun();
  }
});
// A demo that was interrupted may still wait for something.
process.exit();

/**
 * @param {RunningStack} running
 * @param {{ once?: boolean, quiet?: boolean }} flags
 * @param {AbortSignal} ending
 * @returns {Promise<End>} never, unless the demo is all that is wanted
 */
async function useStack(running, { once, quiet }, ending) {
  const isDemoRight = await playDemo(running);
  if (once) return { message: 'The demo is over.', exitCode: isDemoRight ? 0 : 1 };
  showWhereToLook(running);
  if (!quiet && process.env.RELAY_DEMO_TRAFFIC !== 'off') startTraffic(running, ending);
  return new Promise(() => undefined);
}

/** @param {RunningStack} running */
function showWhereToLook({ stack, insUrl }) {
  console.log(`
  Console        ${stack.consoleUrl}   (name admin, one-time password ${keepConsolePassword()})
  INS URL        ${insUrl}
  RedTrack       ${stack.sandboxUrl}/redtrack/summary  (books)  ${stack.sandboxUrl}/redtrack/log  (every call)
  ClickBank      ${stack.sandboxUrl}/clickbank/sent
  Events         npm run relay -- events            (--follow to watch, --outcome unattributed to filter)
  One event      npm run relay -- show <receipt>
  Send one       npm run relay -- send sale --connection demo
  Set-up         npm run relay -- guide demo        (the ten steps with this connection's own values)
  Try rules      npm run relay -- rules test --event <receipt>
  Logs           .relay/logs

  Ctrl-C stops everything; twice kills it.
`);
}

/** @returns {Promise<End>} at the first signal; at the second one the process ends and takes all along */
function waitForStopSignal() {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        // What was started is killed with this process.
        if (isStopping) process.exit(130);
        isStopping = true;
        resolve({ message: 'Stopping.', exitCode: 0 });
      });
    }
  });
}

/**
 * @param {import('../packages/testkit/src/index.js').ManagedProcess} one
 * @returns {Promise<End>} when a process has ended by itself
 */
async function waitForEnd(one) {
  const { code, signal } = await one.exited;
  const how = signal ?? `code ${code}`;
  const lines = one.outputLines.slice(-20).join('\n');
  return { message: `${one.name} has ended (${how}). Its last lines:\n${lines}`, exitCode: 1 };
}
