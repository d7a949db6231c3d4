import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findRedisBinary } from './find-redis-binary.js';
import { getFreePort } from './get-free-port.js';
import { REDIS_SETTINGS } from './redis-settings.js';
import { startProcess, type ManagedProcess } from './start-process.js';

export interface RedisServerOptions {
  /** Write every change to disk (`appendfsync everysec`), so that a restart keeps it; false when not given. */
  readonly appendonly?: boolean;
  /** Where the data lives; a temporary folder, removed by `stop()`, when not given. */
  readonly dir?: string;
  /** A free one when not given. */
  readonly port?: number;
  /** Further arguments: `['--maxmemory', '50mb']`. */
  readonly extraArgs?: readonly string[];
  readonly logFile?: string;
}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly process: ManagedProcess;
  /** Ends it and removes the data, unless the folder was given. */
  stop(): Promise<void>;
  /** SIGKILL when not given. SIGSTOP makes it hang, SIGCONT ends that. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again, on the same port with the same data; first stops it if it runs. */
  restart(): Promise<void>;
}

const PORT_TRIES = 3;

/**
 * Starts a real Redis (or Valkey) server on 127.0.0.1 with the settings of the relay; it is ready when PING answers.
 * @throws Error that says what to install when there is no server on this machine
 */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const binary = findRedisBinary();
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'ins-relay-redis-')));
  const removeOwnDir = async () => {
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
  };
  try {
    const { process, port } = await startOnPort(binary, dir, options);
    return {
      url: `redis://127.0.0.1:${port}`,
      port,
      process,
      get pid() {
        return process.pid;
      },
      stop: async () => {
        await process.stop();
        await removeOwnDir();
      },
      kill: (signal) => process.kill(signal),
      restart: () => process.restart(),
    };
  } catch (error) {
    await removeOwnDir();
    throw error;
  }
}

/** A free port may be taken by somebody else before Redis has it, so another one is tried then. */
async function startOnPort(
  binary: string,
  dir: string,
  options: RedisServerOptions,
): Promise<{ process: ManagedProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await getFreePort());
    try {
      const process = await startProcess({
        name: 'Redis',
        command: binary,
        args: listArguments(port, dir, options),
        isReady: () => answersPing(port),
        stopGraceMs: 5_000,
        logFile: options.logFile,
      });
      return { process, port };
    } catch (error) {
      if (options.port !== undefined || attempt === PORT_TRIES) throw error;
    }
  }
}

function listArguments(
  port: number,
  dir: string,
  { appendonly = false, extraArgs = [] }: RedisServerOptions,
): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    dir,
    daemonize: 'no',
    save: '',
    ...REDIS_SETTINGS,
    appendonly: appendonly ? 'yes' : 'no',
  };
  return [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]), ...extraArgs];
}

async function answersPing(port: number): Promise<boolean> {
  const redis = new Redis({ host: '127.0.0.1', port, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } finally {
    // Disconnecting what never connected would leave a timer of 2 s behind.
    if (redis.status !== 'end') redis.disconnect();
  }
}
