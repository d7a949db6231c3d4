import { randomBytes } from 'node:crypto';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { createEventId } from '@ins-relay/contracts';
import { waitFor } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { sampleNotification } from './support/sample-notification.js';

let relay: RelayUnderTest;
let queues: Record<'notification.map' | 'postback.deliver', Queue>;
beforeAll(async () => {
  relay = await RelayUnderTest.start();
  const { port } = relay.redis;
  const open = (name: string) =>
    new Queue(name, { connection: { host: '127.0.0.1', port }, prefix: '{ins}' });
  queues = { 'notification.map': open('notification.map'), 'postback.deliver': open('postback.deliver') };
  await relay.apply({ id: 'acme' });
});
afterAll(async () => {
  await Promise.all(Object.values(queues ?? {}).map((queue) => queue.close()));
  await relay?.stop();
});

const newEventId = () => createEventId(Date.now(), randomBytes(11));
const mapJob = (eventId: string, changes: Record<string, unknown> = {}) => ({
  schema: 1,
  eventId,
  generation: 0,
  connectionId: 'acme',
  source: 'ins',
  verification: 'encrypted',
  receivedAtMs: Date.now(),
  receipt: 'POISON01',
  sealedNotification: Buffer.from('never sealed').toString('base64'),
  ...changes,
});
const deliverJob = (eventId: string, changes: Record<string, unknown> = {}) => ({
  schema: 1,
  eventId,
  generation: 0,
  ordinal: 1,
  connectionId: 'acme',
  rdtkEventId: 'POISON01-SALE-0123456789abcdef',
  destination: relay.stack.sandboxUrl,
  sealedUrl: Buffer.from('never sealed').toString('base64'),
  receivedAtMs: Date.now(),
  ...changes,
});

const CASES: [string, keyof typeof queues, (eventId: string) => unknown, string][] = [
  ['a text', 'notification.map', () => 'hello', 'contract-broken'],
  ['nothing', 'postback.deliver', () => ({}), 'contract-broken'],
  ['a field of another type', 'notification.map', (id) => mapJob(id, { generation: 'x' }), 'contract-broken'],
  [
    'a source that only a newer release knows',
    'notification.map',
    (id) => mapJob(id, { source: 'telepathy' }),
    'contract-broken',
  ],
  [
    'further fields of a newer release, and a payload that can’t be unsealed',
    'notification.map',
    (id) => mapJob(id, { addedLater: { x: 1 }, schema: 2 }),
    'cannot-unseal',
  ],
  [
    'a connection that was deleted',
    'notification.map',
    (id) => mapJob(id, { connectionId: 'gone' }),
    'connection-deleted',
  ],
  ['a postback that can’t be unsealed', 'postback.deliver', (id) => deliverJob(id), 'cannot-unseal'],
  [
    'a postback of a deleted connection',
    'postback.deliver',
    (id) => deliverJob(id, { connectionId: 'gone' }),
    'connection-deleted',
  ],
];

test.each(CASES)(
  '%s in %s is quarantined once, and the next job goes on',
  async (_name, queue, create, cause) => {
    const eventId = newEventId();
    const before = await relay.events('--outcome', 'quarantined');
    await queues[queue].add('poison', create(eventId), { jobId: `${eventId}-0-1`, attempts: 30 });
    await waitFor(
      async () => {
        const now = await relay.events('--outcome', 'quarantined');
        const fresh = now.filter((event) => !before.some((one) => one.eventId === event.eventId));
        if (fresh.length !== 1) throw new Error(`${fresh.length} events were quarantined`);
        expect(fresh[0]?.cause).toBe(cause);
        return true;
      },
      { describe: 'the job to be quarantined', timeoutMs: 15_000, intervalMs: 200 },
    );
    const {
      wait = 0,
      active = 0,
      delayed = 0,
    } = await queues[queue].getJobCounts('wait', 'active', 'delayed');
    expect({ wait, active, delayed }).toEqual({ wait: 0, active: 0, delayed: 0 });
    const answer = await relay.notify('acme', sampleNotification());
    expect(answer.status).toBe(200);
  },
);

test('a job that the queue gave up while its mapper died is recorded when a mapper starts', async () => {
  const eventId = newEventId();
  const [mapper] = relay.stack.processes.mapper;
  await mapper?.kill('SIGKILL');
  const job = await queues['notification.map'].add('poison', mapJob(eventId), { jobId: eventId });
  // What such a death leaves behind: the job among the failed, and no word in the ledger.
  const redis = new Redis(relay.redis.url);
  await redis.lrem('{ins}:notification.map:wait', 1, eventId);
  await redis.hset(
    `{ins}:notification.map:${job.id}`,
    'failedReason',
    'stalled too often',
    'finishedOn',
    Date.now(),
  );
  await redis.zadd('{ins}:notification.map:failed', Date.now(), eventId);
  await redis.quit();
  await mapper?.restart();
  await waitFor(
    async () => {
      const events = await relay.events('--outcome', 'quarantined');
      const found = events.find((event) => event.eventId === eventId);
      if (found?.cause !== 'mapper-crashed') throw new Error(`its cause is ${found?.cause}`);
      return true;
    },
    { describe: 'the job to be recorded', timeoutMs: 15_000, intervalMs: 200 },
  );
});
