// @ts-check
// `npm test`: every test of the repository, each run anew. `npm test -- unit` (or integration, e2e) runs a part.
import { join } from 'node:path';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { ensureKafka } from './lib/ensure-kafka.mjs';
import { ensureKubectl } from './lib/ensure-kubectl.mjs';
import { ensurePromtool } from './lib/ensure-promtool.mjs';
import { ensureRedisServer } from './lib/ensure-redis.mjs';
import { ensureTools, installAndBuild } from './lib/ensure-tools.mjs';
import { ROOT } from './lib/repository.mjs';
import { runShown } from './lib/run-command.mjs';
import { runScript, ScriptError } from './lib/step.mjs';
import { addUpResults, clearResults } from './lib/test-results.mjs';

const reporters = ['--reporters=default', `--reporters=${join(ROOT, 'scripts/lib/count-reporter.mjs')}`];
// Everything is built already; a test that is taken from the cache proves nothing about this machine.
const turbo = ['exec', 'turbo', 'run', '--only', '--force', '--continue', '--output-logs=full'];

/** In this order. @type {Record<string, string[]>} */
const PARTS = {
  unit: [...turbo, 'test:unit', '--concurrency=100%', '--', ...reporters],
  integration: [...turbo, 'test:integration', '--concurrency=2', '--', ...reporters],
  e2e: ['--filter', '@ins-relay/e2e', 'run', 'test:e2e', ...reporters],
};

await runScript(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) {
    throw new ScriptError(`There is no part "${unknown}"; the parts are ${Object.keys(PARTS).join(', ')}.`);
  }
  const parts = Object.keys(PARTS).filter((name) => wanted.length === 0 || wanted.includes(name));
  await ensureTools();
  await installAndBuild();
  if (parts.some((name) => name !== 'unit')) await ensureRedisServer();
  if (parts.includes('integration')) {
    await ensurePromtool();
    await ensureKubectl();
  }
  if (parts.some((name) => name !== 'unit')) await ensureKafka();
  if (parts.includes('e2e')) await ensureChromium();

  clearResults();
  /** @type {string[]} */
  const brokenParts = [];
  for (const name of parts) {
    const failedBefore = addUpResults().failures.length;
    console.log(`\n── ${name} tests ──\n`);
    const code = await runShown('pnpm', PARTS[name] ?? []);
    if (code !== 0 && addUpResults().failures.length === failedBefore) {
      brokenParts.push(`${name} tests: a failure that no test reported; see above`);
    }
  }
  const { passed, failures, skipped } = addUpResults();
  failures.push(...brokenParts);
  if (failures.length > 0) console.log('\nFailed:');
  for (const failure of failures) console.log(`  ✗ ${failure}`);
  if (skipped > 0) console.log(`\n${skipped} skipped`);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
});
