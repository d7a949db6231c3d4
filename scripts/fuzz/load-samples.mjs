// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/repository.mjs';

export const SECRET_KEY = 'FUZZSECRETKEY123';
export const ACCOUNT = 'acme';

/**
 * What is mutated, and the functions that have to bear it.
 * @typedef {Awaited<ReturnType<typeof loadSamples>>} Samples
 */

/** The golden notifications and the genuine capture. */
export async function loadSamples() {
  const golden = join(ROOT, 'packages/preview/golden');
  /** @type {{ payload: Record<string, unknown>, verification: string }[]} */
  const samples = readdirSync(golden, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.startsWith('pixel'))
    .map((name) => JSON.parse(readFileSync(join(golden, name), 'utf8')));
  const fixtures = join(ROOT, 'packages/preview/fixtures');
  const connection = JSON.parse(readFileSync(join(fixtures, 'vendor.json'), 'utf8'));
  return {
    encrypted: samples
      .filter(({ verification }) => verification === 'encrypted')
      .map(({ payload }) => payload),
    legacy: samples.filter(({ verification }) => verification === 'cverify').map(({ payload }) => payload),
    connection,
    /** @type {typeof import('../../packages/clickbank/src/index.js')} */
    clickbank: await importBuilt('clickbank'),
    /** @type {typeof import('../../packages/preview/src/index.js')} */
    preview: await importBuilt('preview'),
  };
}

/** @param {string} name @returns {Promise<any>} */
function importBuilt(name) {
  return import(String(new URL(`../../packages/${name}/dist/index.js`, import.meta.url)));
}
