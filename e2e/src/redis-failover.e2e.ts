import { askRedis, startRedisReplication, type RedisReplication, type RedisServer } from '@ins-relay/testkit';
import { expectDeliveredOnce, NotificationStream } from './support/notification-stream.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

/** The protocol’s limit. */
const CLICKBANK_WAITS_MS = 3_000;
const TIMEOUT_MS = 180_000;

let replication: RedisReplication;
let relay: RelayUnderTest;
beforeEach(async () => {
  replication = await startRedisReplication();
  relay = await RelayUnderTest.start({ redisUrl: replication.url, env: { REDIS_WAIT_REPLICAS: '1' } });
  await relay.apply({ id: 'acme' });
}, TIMEOUT_MS);
afterEach(async () => {
  await relay?.stop();
  await replication?.stop();
}, TIMEOUT_MS);

/** SIGKILL; then it comes back and follows the new master. */
async function failOver(master: RedisServer): Promise<void> {
  await master.kill('SIGKILL');
  await replication.waitForFailover(master);
  await master.restart();
  await replication.waitForReplica(master);
}

test(
  'through two Sentinel failovers every notification that was answered 200 is delivered once',
  async () => {
    const stream = new NotificationStream(relay, 'acme', 8);
    await stream.waitForMore(100);
    const [first, second] = replication.servers;
    await failOver(first!);
    await stream.waitForMore(100);
    await failOver(second!);
    await stream.waitForMore(100);
    await stream.end();
    expect([...stream.refusals.keys()]).toEqual([503]);
    expect(stream.slowestMs).toBeLessThan(CLICKBANK_WAITS_MS);
    await expectDeliveredOnce(relay, stream.accepted);
  },
  TIMEOUT_MS,
);

test(
  'what no replica has is not answered 200, so a failover that loses it loses nothing',
  async () => {
    const [master, replica] = replication.servers;
    const receipt = newReceipt();
    const notify = async () => (await relay.notify('acme', sampleNotification({ receipt }))).status;
    await replica!.kill('SIGSTOP');
    expect(await notify()).toBe(503);
    await master!.kill('SIGKILL');
    await replica!.kill('SIGCONT');
    await replication.waitForFailover(master!);
    await master!.restart();
    await replication.waitForReplica(master!);
    const stream = new NotificationStream(relay, 'acme', 1);
    await stream.waitForMore(1);
    await stream.end();
    expect(await notify()).toBe(200);
    await expectDeliveredOnce(relay, new Set([...stream.accepted, receipt]));
  },
  TIMEOUT_MS,
);

test(
  'while Redis has no memory left the answer is a quick 503; once it has some, everything goes on by itself',
  async () => {
    const [master] = replication.servers;
    const setMaxMemory = (size: string) =>
      askRedis(master!.port, (redis) => redis.config('SET', 'maxmemory', size));
    const stream = new NotificationStream(relay, 'acme', 4);
    await stream.waitForMore(50);
    await setMaxMemory('1mb');
    const startedMs = performance.now();
    const { status } = await relay.notify('acme', sampleNotification());
    expect(status).toBe(503);
    expect(performance.now() - startedMs).toBeLessThan(CLICKBANK_WAITS_MS);
    await setMaxMemory('0');
    await stream.waitForMore(50);
    await stream.end();
    await expectDeliveredOnce(relay, stream.accepted);
  },
  TIMEOUT_MS,
);
