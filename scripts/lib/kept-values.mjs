// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATE } from './repository.mjs';

/**
 * The text of a file in the scripts' folder, made by `create` when it is not there yet. Only its owner can read it.
 * @param {string} name
 * @param {() => string} create
 */
export function keepText(name, create) {
  const path = join(STATE, name);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const text = create();
  mkdirSync(STATE, { recursive: true });
  writeFileSync(path, `${text}\n`, { mode: 0o600 });
  return text;
}

/** The key that seals what is at rest; without it nothing in `.relay/redis-data` can be read again. */
export function keepMasterKeys() {
  return keepText('master-keys', () => `k1:${randomBytes(32).toString('base64')}`);
}

/** The keys of the demo connection. */
export function keepDemoKeys() {
  return {
    DEMO_SECRET_KEY: keepText('demo-secret-key', () => randomBytes(8).toString('hex').toUpperCase()),
    DEMO_INGEST_KEY: keepText('demo-ingest-key', () => randomBytes(24).toString('base64url')),
  };
}

/** The one-time password of the console's first administrator. */
export function keepConsolePassword() {
  return process.env.CONSOLE_FIRST_PASSWORD || keepText('console-first-password', createOneTimePassword);
}

function createOneTimePassword() {
  return (randomBytes(8).toString('hex').match(/.{4}/g) ?? []).join('-');
}

const ENVIRONMENT = join(STATE, 'env.json');

/**
 * Remembers the environment of the stack that runs, so that `npm run relay` finds it.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function rememberEnvironment(environment) {
  writeFileSync(ENVIRONMENT, JSON.stringify(environment, null, 2), { mode: 0o600 });
}

/** @returns {Record<string, string>} empty when no stack was started yet */
export function recallEnvironment() {
  return existsSync(ENVIRONMENT) ? JSON.parse(readFileSync(ENVIRONMENT, 'utf8')) : {};
}
