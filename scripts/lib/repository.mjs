// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the scripts keep between runs: tools, the demo's data and keys. Not in git; may be deleted. */
export const STATE = join(ROOT, '.relay');

/** @returns {{ packageManager: string, engines: { node: string } }} */
export function readRootPackage() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
}
