// @ts-check
import { existsSync } from 'node:fs';
import { aptInstall, canInstall } from './apt-install.mjs';
import { ScriptError, step } from './step.mjs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Finds a Chromium on this machine, or gets one, and declares it as CHROMIUM_BIN for this process and its children. */
export async function ensureChromium() {
  const find = () => [process.env.CHROMIUM_BIN ?? '', ...USUAL_PLACES].find((path) => existsSync(path));
  if (find() === undefined) {
    if (!(await canInstall())) {
      throw new ScriptError(
        'There is no Chromium on this machine. Install one, or name one with CHROMIUM_BIN (Chrome will do).',
      );
    }
    await step('Getting Chromium for the tests of the console', () => aptInstall('chromium'));
  }
  process.env.CHROMIUM_BIN = find();
}
