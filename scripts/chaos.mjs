// @ts-check
// `pnpm chaos [--events 20000] [--seed 1] [--minutes 10]`: everything fails in turn, and nothing is lost.
import { runChaos } from './chaos/run-chaos.mjs';
import { ensureRedisServer } from './lib/ensure-redis.mjs';
import { ensureTools, installAndBuild } from './lib/ensure-tools.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { runScript, ScriptError } from './lib/step.mjs';

const EVENTS_PER_MINUTE = 2_000;

await runScript(async () => {
  const values = readFlags({
    events: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
  });
  const events = readNumber('events', values.events, 2_000);
  const minutes = readNumber('minutes', values.minutes, events / EVENTS_PER_MINUTE);
  const seed = readNumber('seed', values.seed, Date.now() % 1_000_000);
  await ensureTools();
  await installAndBuild();
  await ensureRedisServer();
  return (await runChaos({ events, minutes, seed })) ? 0 : 1;
});
process.exit();

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} fallback
 */
function readNumber(name, text, fallback) {
  const value = text === undefined ? fallback : Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new ScriptError(`--${name} takes a number above 0, such as ${fallback}`);
}
