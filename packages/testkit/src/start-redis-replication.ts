import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askRedis } from './ask-redis.js';
import { findRedisBinary } from './find-redis-binary.js';
import { getFreePort } from './get-free-port.js';
import { startProcess, type ManagedProcess } from './start-process.js';
import { startRedisServer, type RedisServer } from './start-redis-server.js';
import { waitFor } from './wait-for.js';

export interface RedisReplicationOptions {
  /** 1 when not given. */
  readonly replicas?: number;
  /** Further arguments of every server. */
  readonly extraArgs?: readonly string[];
}

/** A master with replicas, watched by three Sentinels, all on 127.0.0.1. */
export interface RedisReplication {
  /** `redis+sentinel://…/<master name>`. */
  readonly url: string;
  readonly masterName: string;
  /** The first one was the master at the start. */
  readonly servers: readonly RedisServer[];
  readonly sentinels: readonly ManagedProcess[];
  readonly sentinelPorts: readonly number[];
  /** The master according to the Sentinels; it may have ended without their noticing. */
  findMaster(): Promise<RedisServer>;
  /** Resolves once the Sentinels have another master than the given one, and it says so itself. */
  waitForFailover(oldMaster: RedisServer): Promise<RedisServer>;
  /** Resolves once a server follows the master, and has all of it. */
  waitForReplica(server: RedisServer): Promise<void>;
  stop(): Promise<void>;
}

const MASTER_NAME = 'mymaster';
const SENTINELS = 3;
/** Production waits for longer; on a busy test machine a shorter one sees failures where there are none. */
const DOWN_AFTER_MS = 1_500;
const FAILOVER_TIMEOUT_MS = 6_000;

/** Starts the servers and Sentinels, and resolves once every Sentinel knows all the others. */
export async function startRedisReplication({
  replicas = 1,
  extraArgs = [],
}: RedisReplicationOptions = {}): Promise<RedisReplication> {
  const dir = await mkdtemp(join(tmpdir(), 'ins-relay-sentinel-'));
  const servers: RedisServer[] = [];
  const sentinels: StartedSentinel[] = [];
  const stop = async () => {
    await Promise.all(sentinels.map((sentinel) => sentinel.process.stop()));
    await Promise.all(servers.map((server) => server.stop()));
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const quick = [
      '--repl-diskless-sync-delay',
      '0',
      '--repl-ping-replica-period',
      '1',
      '--shutdown-timeout',
      '0',
    ];
    const args = [...quick, ...extraArgs];
    const master = await startRedisServer({ appendonly: true, extraArgs: args });
    servers.push(master);
    for (let i = 0; i < replicas; i++) {
      const replicaOf = ['--replicaof', '127.0.0.1', String(master.port)];
      servers.push(await startRedisServer({ appendonly: true, extraArgs: [...args, ...replicaOf] }));
    }
    for (let i = 0; i < SENTINELS; i++) sentinels.push(await startSentinel(dir, i, master.port));
    await waitUntilAllKnown(sentinels, replicas);
  } catch (error) {
    await stop();
    throw error;
  }
  const findMaster = async () => {
    const port = await findMasterPort(sentinels);
    const found = servers.find((server) => server.port === port);
    if (found === undefined) throw new Error(`the Sentinels name an unknown master on port ${port}`);
    return found;
  };
  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${MASTER_NAME}`,
    masterName: MASTER_NAME,
    servers,
    sentinels: sentinels.map((sentinel) => sentinel.process),
    sentinelPorts: sentinels.map((sentinel) => sentinel.port),
    findMaster,
    waitForFailover: (oldMaster) =>
      waitFor(
        async () => {
          const master = await findMaster();
          return master !== oldMaster && (await readRole(master.port)) === 'master' && master;
        },
        { describe: 'the Sentinels to choose another master', timeoutMs: 30_000, intervalMs: 50 },
      ),
    waitForReplica: async (server) => {
      await waitFor(() => isReplicaInSync(server.port), {
        describe: 'the server to be a replica in sync',
        timeoutMs: 60_000,
        intervalMs: 50,
      });
    },
    stop,
  };
}

interface StartedSentinel {
  readonly process: ManagedProcess;
  readonly port: number;
}

async function startSentinel(dir: string, number: number, masterPort: number): Promise<StartedSentinel> {
  const port = await getFreePort();
  const file = join(dir, `sentinel-${number}.conf`);
  const quorum = Math.floor(SENTINELS / 2) + 1;
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${dir}`,
    `sentinel monitor ${MASTER_NAME} 127.0.0.1 ${masterPort} ${quorum}`,
    `sentinel down-after-milliseconds ${MASTER_NAME} ${DOWN_AFTER_MS}`,
    `sentinel failover-timeout ${MASTER_NAME} ${FAILOVER_TIMEOUT_MS}`,
  ];
  await writeFile(file, `${settings.join('\n')}\n`);
  const process = await startProcess({
    name: `Sentinel ${number + 1}`,
    command: findRedisBinary(),
    args: [file, '--sentinel'],
    isReady: async () => (await askRedis(port, (redis) => redis.ping())) === 'PONG',
    stopGraceMs: 5_000,
  });
  return { process, port };
}

async function waitUntilAllKnown(sentinels: readonly StartedSentinel[], replicas: number): Promise<void> {
  const knowsAll = async ({ port }: StartedSentinel) => {
    const reply = await askRedis(port, (redis) => redis.call('SENTINEL', 'MASTER', MASTER_NAME));
    const fields = toFields(reply as string[]);
    return (
      Number(fields.get('num-slaves')) === replicas &&
      Number(fields.get('num-other-sentinels')) === sentinels.length - 1 &&
      fields.get('flags') === 'master'
    );
  };
  await waitFor(async () => (await Promise.all(sentinels.map(knowsAll))).every(Boolean), {
    describe: 'the Sentinels to know each other and the replicas',
    timeoutMs: 30_000,
    intervalMs: 100,
  });
}

/** What most Sentinels say; during a failover they learn of it one after the other. */
async function findMasterPort(sentinels: readonly StartedSentinel[]): Promise<number> {
  const replies = await Promise.allSettled(
    sentinels.map(({ port }) =>
      askRedis(port, (redis) => redis.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', MASTER_NAME)),
    ),
  );
  const ports = replies.flatMap((reply) =>
    reply.status === 'fulfilled' ? [Number((reply.value as [string, string])[1])] : [],
  );
  const agreed = ports.find((port) => ports.filter((other) => other === port).length * 2 > sentinels.length);
  if (agreed === undefined) throw new Error('the Sentinels do not agree on a master');
  return agreed;
}

async function readRole(port: number): Promise<string> {
  const [role] = (await askRedis(port, (redis) => redis.call('ROLE'))) as [string];
  return role;
}

async function isReplicaInSync(port: number): Promise<boolean> {
  const [role, , , state] = (await askRedis(port, (redis) => redis.call('ROLE'))) as string[];
  return role === 'slave' && state === 'connected';
}

function toFields(flat: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) fields.set(flat[i] ?? '', flat[i + 1] ?? '');
  return fields;
}
