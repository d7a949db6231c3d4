import { openOperatorStorage } from '@ins-relay/operator';
import {
  closeRedis,
  ConfigError,
  connectRedis,
  createLogger,
  loadConfig,
  waitForRedis,
} from '@ins-relay/platform';
import { RelayConfig } from '../relay-config.js';
import type { Environment } from '../relay-context.js';
import { checkClock } from './check-clock.js';
import { checkConnections } from './check-connections.js';
import { checkDestinations } from './check-destinations.js';
import { checkDuplicateModes } from './check-duplicate-modes.js';
import { checkInsUrl } from './check-ins-url.js';
import { checkJournal } from './check-journal.js';
import { checkQueues } from './check-queues.js';
import { checkRedis } from './check-redis.js';
import type { Check, DoctorContext, Finding } from './finding.js';
import { runChecks } from './run-checks.js';

/** In the order in which they are told: what others stand on comes first. */
const CHECKS: readonly Check[] = [
  checkRedis,
  checkClock,
  checkJournal,
  checkInsUrl,
  checkQueues,
  checkConnections,
  checkDestinations,
  checkDuplicateModes,
];
/** They need no Redis. */
const WITHOUT_REDIS: readonly Check[] = [checkJournal, checkInsUrl];
const REDIS_AT_START_MS = 3_000;

/** Looks at a whole deployment. Never throws: what fails is a finding. */
export async function examine(
  environment: Environment,
  offerSources: ReadonlyMap<string, string>,
): Promise<Finding[]> {
  let config: RelayConfig;
  try {
    config = loadConfig(RelayConfig, environment);
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [String(error)];
    const fix = 'docs/configuration.md lists every variable';
    return problems.map((text) => ({ about: 'settings', level: 'failure', text, fix }));
  }
  const redis = connectRedis(
    { ...config.redis, name: 'relay', mode: 'patient' },
    createLogger('relay', 'silent'),
  );
  try {
    const context: DoctorContext = {
      ...openOperatorStorage(config, redis, () => undefined),
      config,
      readNowMs: Date.now,
      offerSources,
    };
    const settings: Finding = { about: 'settings', level: 'ok', text: 'can be read' };
    const problem = await waitForRedis(redis, REDIS_AT_START_MS).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (problem === undefined) return [settings, ...(await runChecks(CHECKS, context))];
    const away: Finding = {
      about: 'Redis',
      level: 'failure',
      text: problem,
      fix: 'nothing works without it, so nothing more could be looked at there',
    };
    return [settings, away, ...(await runChecks(WITHOUT_REDIS, context))];
  } catch (error) {
    // Master keys that can’t be read.
    const text = error instanceof Error ? error.message : String(error);
    return [{ about: 'settings', level: 'failure', text }];
  } finally {
    await closeRedis(redis);
  }
}
