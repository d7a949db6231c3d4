import type { Connection } from '@ins-relay/contracts';
import { openOperatorStorage, type OperatorStorage } from '@ins-relay/operator';
import { closeRedis, connectRedis, createLogger, loadConfig, waitForRedis } from '@ins-relay/platform';
import { RelayConfig } from './relay-config.js';

/** Everything a command may need, connected. */
export interface RelayContext extends OperatorStorage {
  readonly config: RelayConfig;
  /** Who did it, for timelines. */
  readonly operator: string;
}

/** A mistake of the user's: shown as it is, without a stack. */
export class UsageError extends Error {}

const REDIS_AT_START_MS = 3_000;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Runs one command with everything connected. */
export type RunCommand = (command: (relay: RelayContext) => Promise<void>) => Promise<void>;

/** Connects, runs one command, and lets go of everything. */
export async function runWithRelay(
  environment: Environment,
  command: (relay: RelayContext) => Promise<void>,
): Promise<void> {
  const config = loadConfig(RelayConfig, environment);
  const logger = createLogger('relay', config.logLevel);
  const redis = connectRedis({ ...config.redis, name: 'relay', mode: 'patient' }, logger);
  try {
    const storage = openOperatorStorage(config, redis, (error) => logger.error({ err: error }, 'storage'));
    await waitForRedis(redis, REDIS_AT_START_MS);
    await command({
      ...storage,
      config,
      operator: `relay by ${environment['USER'] ?? environment['LOGNAME'] ?? 'unknown'}`,
    });
  } finally {
    await closeRedis(redis);
  }
}

/** @throws UsageError that names the connections there are */
export async function requireConnection(relay: RelayContext, id: string): Promise<Connection> {
  const found = await relay.connections.get(id);
  if (found !== undefined) return found;
  const { connections } = await relay.connections.list();
  const known = connections.map((connection) => connection.id).join(', ') || 'none yet; see relay apply';
  throw new UsageError(`There is no connection "${id}". Known: ${known}`);
}
