import { findKafkaJars, startKafkaBroker, waitFor, type KafkaBroker } from '@ins-relay/testkit';
import { Redis } from 'ioredis';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const EVENTS = 60;

// Without Java or Maven Central there is no broker; `npm test` says so.
const describeWithKafka = findKafkaJars() === undefined ? describe.skip : describe;

describeWithKafka('with a journal in Kafka', () => {
  let broker: KafkaBroker;
  let relay: RelayUnderTest;
  beforeAll(async () => {
    broker = await startKafkaBroker();
    relay = await RelayUnderTest.start({
      env: {
        JOURNAL: 'kafka',
        KAFKA_BROKERS: broker.address,
        KAFKA_PARTITIONS: '3',
        JOURNAL_TIMEOUT_MS: '2000',
      },
    });
    await relay.apply({ id: 'shop' });
  }, 120_000);
  afterAll(async () => {
    await relay?.stop();
    await broker?.stop();
  });

  const notify = async (receipt: string) =>
    (await relay.notify('shop', sampleNotification({ receipt }))).status;
  const booked = async () => {
    const { eventIds } = await relay.fromSandbox<{
      eventIds: { distinct: number; countedMoreThanOnce: object };
    }>('/redtrack/summary');
    return eventIds;
  };

  test('a notification is answered, fed and delivered', async () => {
    const receipt = newReceipt();
    await waitFor(async () => (await notify(receipt)) === 200, {
      describe: 'Kafka to be ready',
      timeoutMs: 20_000,
    });
    await relay.settled(1, '--receipt', receipt, '--outcome', 'delivered');
    await relay.clearBooks();
  }, 60_000);

  test('Redis is wiped in the middle: the replay brings every event, each conversion booked once', async () => {
    const before = Date.now();
    const receipts = Array.from({ length: EVENTS }, newReceipt);
    const redis = new Redis(relay.redis.url);
    for (const [i, receipt] of receipts.entries()) {
      // With the connections gone too, calls are refused until they are declared again.
      await waitFor(async () => (await notify(receipt)) === 200, { describe: 'a 200', timeoutMs: 10_000 });
      if (i !== EVENTS / 2) continue;
      await redis.flushall();
      await relay.apply({ id: 'shop' });
    }
    await redis.flushall();
    await redis.quit();
    await expect(relay.relay('journal', 'replay', '--from', new Date(before).toISOString())).rejects.toThrow(
      'Redis holds no connections; declare them first',
    );
    await relay.apply({ id: 'shop' });
    const from = new Date(before).toISOString();
    expect(await relay.relay('journal', 'replay', '--from', from, '--dry-run')).toContain(`${EVENTS} of `);
    await relay.relay('journal', 'replay', '--from', from);
    await waitFor(async () => (await booked()).distinct === EVENTS, {
      describe: 'every conversion to be booked',
      timeoutMs: 60_000,
      intervalMs: 200,
    });
    await relay.relay('journal', 'replay', '--from', from);
    await waitFor(async () => (await relay.events('--outcome', 'pending')).length === 0, {
      describe: 'the second replay to be worked off',
      timeoutMs: 30_000,
      intervalMs: 200,
    });
    expect(await booked()).toMatchObject({ distinct: EVENTS, countedMoreThanOnce: {} });
  }, 120_000);

  test('Redis is away: ingest stays ready and answers all the same; delivered when it is back', async () => {
    const receipt = newReceipt();
    await relay.redis.kill('SIGSTOP');
    const status = await notify(receipt);
    const isReady = await relay.isIngestReady();
    await relay.redis.kill('SIGCONT');
    expect({ status, isReady }).toEqual({ status: 200, isReady: true });
    await relay.settled(1, '--receipt', receipt, '--outcome', 'delivered');
  }, 60_000);

  test('Kafka is away: 503 before ClickBank gives up, and 200 by itself when it is back', async () => {
    await broker.process.kill('SIGSTOP');
    const startedMs = performance.now();
    expect(await notify(newReceipt())).toBe(503);
    const tookMs = performance.now() - startedMs;
    await broker.process.kill('SIGCONT');
    expect(tookMs).toBeLessThan(3_000);
    const receipt = newReceipt();
    await waitFor(async () => (await notify(receipt)) === 200, { describe: 'a 200', timeoutMs: 30_000 });
    await relay.settled(1, '--receipt', receipt, '--outcome', 'delivered');
  }, 90_000);
});
