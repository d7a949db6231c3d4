import { askRedis } from './ask-redis.js';
import { getFreePort } from './get-free-port.js';
import { startRedisServer, type RedisServer } from './start-redis-server.js';
import { waitFor } from './wait-for.js';

export interface RedisClusterOptions {
  /** 0 when not given. */
  readonly replicasPerMaster?: number;
  /** Further arguments of every server. */
  readonly extraArgs?: readonly string[];
}

/** A Redis Cluster of three masters on 127.0.0.1. */
export interface RedisCluster {
  /** `redis+cluster://…`, with every server. */
  readonly url: string;
  /** The masters first. */
  readonly servers: readonly RedisServer[];
  /** The server that is the master of a key’s slot now, according to the others that run. */
  findMasterOf(key: string): Promise<RedisServer>;
  /** Resolves once a key’s slot has another master than the given one, and all that run agree that all is well. */
  waitForFailover(key: string, oldMaster: RedisServer): Promise<RedisServer>;
  stop(): Promise<void>;
}

const MASTERS = 3;
const SLOTS = 16_384;
/** Production waits for longer; on a busy test machine a shorter one sees failures where there are none. */
const NODE_TIMEOUT_MS = 2_000;

/** Starts the servers, joins them, and resolves once the Cluster can be used and every replica is in sync. */
export async function startRedisCluster({
  replicasPerMaster = 0,
  extraArgs = [],
}: RedisClusterOptions = {}): Promise<RedisCluster> {
  const servers: RedisServer[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  try {
    const busPorts: number[] = [];
    for (let i = 0; i < MASTERS * (1 + replicasPerMaster); i++) {
      const busPort = await getFreePort();
      servers.push(await startNode(busPort, extraArgs));
      busPorts.push(busPort);
    }
    await joinNodes(servers, busPorts);
  } catch (error) {
    await stop();
    throw error;
  }
  const running = () => servers.filter((server) => server.process.isRunning);
  const findMasterOf = async (key: string) => {
    const port = await findMasterPort(running(), key);
    const found = servers.find((server) => server.port === port);
    if (found === undefined) throw new Error(`the slot of ${key} has an unknown master on port ${port}`);
    return found;
  };
  return {
    url: `redis+cluster://${servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    servers,
    findMasterOf,
    waitForFailover: (key, oldMaster) =>
      waitFor(
        async () => {
          const master = await findMasterOf(key);
          return master !== oldMaster && (await areAllWell(running())) && master;
        },
        { describe: 'the Cluster to choose another master', timeoutMs: 30_000, intervalMs: 50 },
      ),
    stop,
  };
}

function startNode(busPort: number, extraArgs: readonly string[]): Promise<RedisServer> {
  const settings: Record<string, string> = {
    'cluster-enabled': 'yes',
    // The default, the port and 10000 more, can be above 65535.
    'cluster-port': String(busPort),
    'cluster-node-timeout': String(NODE_TIMEOUT_MS),
    'cluster-replica-validity-factor': '0',
    'repl-diskless-sync-delay': '0',
    // Waiting for replicas that are stopped as well would take 10 s.
    'shutdown-timeout': '0',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return startRedisServer({ appendonly: true, extraArgs: [...args, ...extraArgs] });
}

async function joinNodes(servers: readonly RedisServer[], busPorts: readonly number[]): Promise<void> {
  const [first, ...others] = servers;
  if (first === undefined) return;
  for (const [index, { port }] of servers.entries()) {
    await askRedis(port, (redis) => redis.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1));
  }
  for (const [index, { port }] of others.entries()) {
    const meet = ['MEET', '127.0.0.1', port, busPorts[index + 1] ?? 0];
    await askRedis(first.port, (redis) => redis.call('CLUSTER', ...meet));
  }
  for (let i = 0; i < MASTERS; i++) {
    const from = Math.floor((i * SLOTS) / MASTERS);
    const to = Math.floor(((i + 1) * SLOTS) / MASTERS) - 1;
    await askRedis(servers[i]?.port ?? 0, (redis) => redis.call('CLUSTER', 'ADDSLOTSRANGE', from, to));
  }
  await waitUntil('the Cluster to be whole', async () => {
    const counts = await Promise.all(servers.map(({ port }) => countKnownNodes(port)));
    return counts.every((count) => count === servers.length) && areAllWell(servers);
  });
  for (const [index, { port }] of servers.entries()) {
    if (index < MASTERS) continue;
    const masterId = await askRedis(servers[index % MASTERS]?.port ?? 0, (redis) =>
      redis.call('CLUSTER', 'MYID'),
    );
    await askRedis(port, (redis) => redis.call('CLUSTER', 'REPLICATE', String(masterId)));
    await waitUntil('a replica to be in sync', async () => (await readReplicaState(port)) === 'connected');
  }
  await waitUntil('every server to know every replica', async () => {
    const counts = await Promise.all(servers.map(({ port }) => countServersWithSlots(port)));
    return counts.every((count) => count === servers.length);
  });
}

function waitUntil(describe: string, condition: () => Promise<boolean>): Promise<true> {
  return waitFor(condition, { describe, timeoutMs: 30_000, intervalMs: 50 });
}

async function areAllWell(servers: readonly RedisServer[]): Promise<boolean> {
  const infos = await Promise.all(
    servers.map(({ port }) => askRedis(port, (redis) => redis.call('CLUSTER', 'INFO'))),
  );
  return infos.every((info) => String(info).includes('cluster_state:ok'));
}

async function countKnownNodes(port: number): Promise<number> {
  const nodes = await askRedis(port, (redis) => redis.call('CLUSTER', 'NODES'));
  return String(nodes)
    .split('\n')
    .filter((line) => line.includes(' connected')).length;
}

async function countServersWithSlots(port: number): Promise<number> {
  const ranges = (await askRedis(port, (redis) => redis.call('CLUSTER', 'SLOTS'))) as unknown[][];
  return ranges.reduce((count, [_from, _to, ...owners]) => count + owners.length, 0);
}

async function readReplicaState(port: number): Promise<string | undefined> {
  const role = (await askRedis(port, (redis) => redis.call('ROLE'))) as string[];
  return role[0] === 'slave' ? role[3] : undefined;
}

async function findMasterPort(servers: readonly RedisServer[], key: string): Promise<number> {
  for (const { port } of servers) {
    const answer = await askRedis(port, async (redis) => {
      const slot = (await redis.call('CLUSTER', 'KEYSLOT', key)) as number;
      const ranges = (await redis.call('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
      return ranges.find(([from, to]) => from <= slot && slot <= to)?.[2][1];
    }).catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  throw new Error(`no server knows the master of ${key}`);
}
