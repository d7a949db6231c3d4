import { Redis } from 'ioredis';
import { waitFor } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { sampleNotification } from './support/sample-notification.js';

let relay: RelayUnderTest;
let redis: Redis;
beforeAll(async () => {
  relay = await RelayUnderTest.start();
  redis = new Redis(relay.redis.url);
  await relay.apply({ id: 'acme' });
});
afterAll(async () => {
  await redis?.quit();
  await relay?.stop();
});

const notify = async () => (await relay.notify('acme', sampleNotification())).status;

async function setMemoryShare(share: number): Promise<void> {
  const used = Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1]);
  await redis.config('SET', 'maxmemory', String(share === 0 ? 0 : Math.round(used / share)));
}

const waitForLevel = (level: string) =>
  waitFor(
    async () => {
      const detail = (await relay.readIngestHealth()).checks['storage']?.detail ?? '';
      if (!detail.startsWith(level)) throw new Error(detail);
      return true;
    },
    { describe: `storage to be ${level}`, timeoutMs: 10_000 },
  );

const countRejected = async () => (await relay.events('--outcome', 'rejected')).length;

test('while memory is strained genuine notifications are taken in, and no room is given to rejected calls', async () => {
  await setMemoryShare(0.85);
  await waitForLevel('strained');
  expect(await notify()).toBe(200);
  expect((await relay.post(relay.insUrl('acme'), '{}')).status).toBe(400);
  expect(await countRejected()).toBe(0);
});

test('while it is nearly full they are answered 503, and when there is room again 200, without a restart', async () => {
  await setMemoryShare(0.96);
  await waitForLevel('full');
  expect(await notify()).toBe(503);
  expect((await relay.readIngestHealth()).status).toBe('ok');
  await setMemoryShare(0);
  await waitForLevel('normal');
  expect(await notify()).toBe(200);
  expect((await relay.post(relay.insUrl('acme'), '{}')).status).toBe(400);
  expect(await countRejected()).toBe(1);
  const events = await relay.settled(2, '--outcome', 'delivered');
  expect(events).toHaveLength(2);
});

test('the alarm is in the log, and its end too', () => {
  const lines = relay.stack.processes.ingest[0]?.outputLines ?? [];
  const alarms = lines.filter((line) => line.includes('"alarm":"storage-pressure"'));
  expect(alarms.map((line) => (JSON.parse(line) as { pressure: string }).pressure)).toEqual(
    expect.arrayContaining(['strained', 'full', 'normal']),
  );
});
