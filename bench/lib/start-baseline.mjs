// @ts-check
import { join } from 'node:path';
import { getFreePort } from '@ins-relay/testkit';
import { ROOT } from '../../scripts/lib/repository.mjs';
import { startChild } from './start-child.mjs';

/**
 * A baseline that needs neither Redis nor a sink.
 * @param {import('./create-bench.mjs').Bench} bench
 * @param {'nest-app' | 'nest-context'} name
 */
export async function startBaseline({ folder }, name) {
  const port = await getFreePort();
  return startChild({
    name,
    args: [join(ROOT, 'bench/baselines', `${name}.mjs`)],
    env: { NODE_ENV: 'production', BENCH_PORT: String(port) },
    readyUrl: `http://127.0.0.1:${port}/`,
    logFile: join(folder, `${name}.log`),
  });
}
