import { askRedis, startRedisCluster, type RedisCluster } from '@ins-relay/testkit';
import { createDocumentedUsers, useDocumentedUsers } from './support/documented-users.js';
import { expectDeliveredOnce, NotificationStream } from './support/notification-stream.js';
import { RelayUnderTest } from './support/relay-under-test.js';

const TIMEOUT_MS = 180_000;
/** Of `KEY_PREFIX`; everything else follows from it. */
const KEY_PREFIX = '{ins}';

let cluster: RedisCluster;
let relay: RelayUnderTest;
beforeAll(async () => {
  cluster = await startRedisCluster({ replicasPerMaster: 1 });
  for (const { port } of cluster.servers) await createDocumentedUsers(port);
  const { env, serviceEnv } = useDocumentedUsers();
  relay = await RelayUnderTest.start({
    redisUrl: cluster.url,
    env: { ...env, REDIS_WAIT_REPLICAS: '1' },
    serviceEnv,
  });
  await relay.apply({ id: 'acme' });
}, TIMEOUT_MS);
afterAll(async () => {
  await relay?.stop();
  await cluster?.stop();
}, TIMEOUT_MS);

test(
  'on a Cluster every notification that was answered 200 is delivered once, through the loss of the shard’s master',
  async () => {
    const stream = new NotificationStream(relay, 'acme', 8);
    await stream.waitForMore(100);
    const master = await cluster.findMasterOf(KEY_PREFIX);
    await master.kill('SIGKILL');
    await cluster.waitForFailover(KEY_PREFIX, master);
    await master.restart();
    await createDocumentedUsers(master.port);
    await stream.waitForMore(100);
    await stream.end();
    await expectDeliveredOnce(relay, stream.accepted);
  },
  TIMEOUT_MS,
);

test('no server has refused a command to the users of least rights', async () => {
  for (const { port } of cluster.servers) {
    const denied = (await askRedis(port, (redis) => redis.acl('LOG'))) as unknown[][];
    // A server that was just restarted did not have the users yet.
    expect(denied.filter((entry) => !entry.includes('auth'))).toEqual([]);
  }
});

test('all keys are on one shard', async () => {
  const owner = await cluster.findMasterOf(KEY_PREFIX);
  const counts = await Promise.all(
    cluster.servers.map(async (server) => {
      const [role] = (await askRedis(server.port, (redis) => redis.call('ROLE'))) as [string];
      const keys = await askRedis(server.port, (redis) => redis.dbsize());
      return { isOwner: server === owner, isMaster: role === 'master', keys };
    }),
  );
  for (const { isOwner, isMaster, keys } of counts) {
    if (isOwner) expect(keys).toBeGreaterThan(0);
    else if (isMaster) expect(keys).toBe(0);
  }
});
