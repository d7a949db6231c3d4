// @ts-check
import { join } from 'node:path';
import { aptInstall, hasCommand } from './apt-install.mjs';
import { downloadRedis } from './download-redis.mjs';
import { loadTestkit } from './load-testkit.mjs';
import { STATE } from './repository.mjs';
import { runQuietly } from './run-command.mjs';
import { ScriptError, step } from './step.mjs';

const OWN_FOLDER = join(STATE, 'redis');

/**
 * Finds a Redis or Valkey server on this machine, or gets one, and declares it as REDIS_SERVER_BIN for this
 * process and its children.
 */
export async function ensureRedisServer() {
  const { findRedisBinary } = await loadTestkit();
  /** @param {NodeJS.ProcessEnv} environment */
  const find = (environment) => {
    try {
      return findRedisBinary(environment);
    } catch (error) {
      if (environment.REDIS_SERVER_BIN) throw error;
      return undefined;
    }
  };
  const own = { PATH: OWN_FOLDER };
  const found = find(process.env) ?? find(own);
  if (found !== undefined) {
    process.env.REDIS_SERVER_BIN = found;
    return;
  }
  await step('Getting a Redis server', getRedis);
  process.env.REDIS_SERVER_BIN = findRedisBinary({ PATH: `${process.env.PATH}:${OWN_FOLDER}` });
}

async function getRedis() {
  if (process.platform === 'darwin' && (await hasCommand('brew'))) {
    await runQuietly('brew', ['install', 'redis']);
    return;
  }
  if (process.platform !== 'linux' || !(await hasCommand('apt-get'))) {
    throw new ScriptError(
      'There is no redis-server or valkey-server on this machine. Install one (macOS: brew install redis), ' +
        'or name one with REDIS_SERVER_BIN, or a running one with REDIS_URL.',
    );
  }
  if (process.getuid?.() !== 0) {
    await downloadRedis(OWN_FOLDER);
    return;
  }
  await aptInstall('redis-server');
}
