// @ts-check
// `pnpm screenshots`: every page of the console, light, dark and as a phone shows it, into .relay/screenshots.
// `--readme` also renews the pictures in docs/images.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startTraffic } from './lib/demo-traffic.mjs';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { ensureRedisServer } from './lib/ensure-redis.mjs';
import { ensureTools, installAndBuild } from './lib/ensure-tools.mjs';
import { keepConsolePassword } from './lib/kept-values.mjs';
import { loadTestkit } from './lib/load-testkit.mjs';
import { playDemo } from './lib/play-demo.mjs';
import { ROOT, STATE } from './lib/repository.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { startStack } from './lib/start-stack.mjs';
import { runScript, step } from './lib/step.mjs';
import { listPages } from './screenshots/list-pages.mjs';
import { MODES, openConsole } from './screenshots/open-console.mjs';

const FOLDER = join(STATE, 'screenshots');
const IN_README = ['overview-light.png', 'event-light.png'];
const TRAFFIC_MS = 25_000;

await runScript(async () => {
  const flags = readFlags({ readme: { type: 'boolean' } });
  await ensureTools();
  await installAndBuild();
  await ensureRedisServer();
  await ensureChromium();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const { startRedisServer } = await loadTestkit();
  const redis = await startRedisServer({ appendonly: true });
  // A Redis of its own: what `npm start` has gathered is nobody's picture.
  process.env.REDIS_URL = redis.url;
  try {
    const running = await startStack();
    try {
      await declareMore(running);
      await playDemo(running);
      await step('Letting demo traffic flow', () => letTrafficFlow(running));
      await takePictures(running);
    } finally {
      await running.stop();
    }
  } finally {
    await redis.stop();
  }
  if (flags.readme === true) {
    mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
    for (const name of IN_README) copyFileSync(join(FOLDER, name), join(ROOT, 'docs/images', name));
  }
  console.log(`\nThey are in ${FOLDER}`);
  return 0;
});
process.exit();

/** @param {import('./lib/start-stack.mjs').RunningStack} running */
async function takePictures({ stack }) {
  for (const mode of MODES) {
    const { browser, page } = await openConsole(stack.consoleUrl, keepConsolePassword(), mode);
    try {
      for (const { name, open } of listPages(stack.consoleUrl)) {
        await step(`${name}, ${mode.name}`, async () => {
          await open(page);
          await page.screenshot({ path: join(FOLDER, `${name}-${mode.name}.png`) });
        });
      }
    } finally {
      await browser.close();
    }
  }
}

/**
 * Two more connections: one that is not set up yet, and one whose RedTrack refuses.
 * @param {import('./lib/start-stack.mjs').RunningStack} running
 */
async function declareMore({ stack }) {
  const file = join(ROOT, 'scripts/screenshots/connections.yaml');
  const { code, stderr } = await stack.runRelay(['apply', '-f', file], {
    env: { SANDBOX_URL: stack.sandboxUrl },
  });
  if (code !== 0) throw new Error(stderr);
  // A sale that RedTrack never gets: something for “needs attention”.
  for (let i = 0; i < 3; i++) await stack.runRelay(['send', 'sale', '--connection', 'refused']);
}

/** @param {import('./lib/start-stack.mjs').RunningStack} running */
async function letTrafficFlow(running) {
  const ending = new AbortController();
  startTraffic(running, ending.signal);
  await new Promise((resolve) => setTimeout(resolve, TRAFFIC_MS));
  ending.abort();
}
