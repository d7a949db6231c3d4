import { NotificationMapJob } from '@ins-relay/contracts';
import { createLogger } from '@ins-relay/platform';
import {
  findKafkaJars,
  makeCertificate,
  startKafkaBroker,
  waitFor,
  type KafkaBroker,
  type TestCertificate,
} from '@ins-relay/testkit';
import {
  describeTopics,
  ensureTopics,
  JournalConfig,
  NotificationJournal,
  openKafka,
  openOutcomes,
  replayJournal,
  startFeeder,
  type KafkaClient,
} from '../src/index.js';
import { OutcomeJournal } from '../src/outcome-journal.js';

// Without Java or Maven Central there is no broker; `npm test` says so.
const describeWithKafka = findKafkaJars() === undefined ? describe.skip : describe;
const logger = createLogger('journal-test', 'silent');
const NOW = Date.UTC(2026, 10, 24, 10);

let prefix = 0;
function configure(broker: KafkaBroker, changes: Partial<JournalConfig> = {}): JournalConfig {
  prefix += 1;
  return Object.assign(new JournalConfig(), {
    journal: 'kafka',
    kafkaBrokers: broker.address,
    kafkaPrefix: `test-${prefix}`,
    kafkaPartitions: 3,
    ...changes,
  });
}

function job(number: number, changes: Partial<NotificationMapJob> = {}): NotificationMapJob {
  return Object.assign(new NotificationMapJob(), {
    schema: 1,
    eventId: `event-${String(number).padStart(6, '0')}`,
    generation: 0,
    connectionId: 'shop',
    source: 'ins',
    verification: 'encrypted',
    receivedAtMs: NOW + number * 1_000,
    receipt: `R${number}`,
    sealedNotification: 'c2VhbGVk',
    ...changes,
  });
}

async function write(
  kafka: KafkaClient,
  config: JournalConfig,
  jobs: readonly NotificationMapJob[],
): Promise<void> {
  await ensureTopics(kafka, config);
  const journal = new NotificationJournal(kafka, config, () => undefined);
  await Promise.all(jobs.map((one) => journal.append(one)));
  await journal.close();
}

describeWithKafka('with a real broker', () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await startKafkaBroker();
  }, 60_000);
  afterAll(async () => broker.stop());

  test('topics that are not there are told apart from those that are, and how often each is kept', async () => {
    const config = configure(broker);
    const kafka = await openKafka(config, 'test', logger);
    const [before] = await describeTopics(kafka, config);
    expect(before).toMatchObject({ partitions: 0, replicas: 0 });
    await ensureTopics(kafka, config);
    const [notifications, outcomes] = await describeTopics(kafka, config);
    expect(notifications).toMatchObject({ partitions: 3, replicas: 1, inSyncReplicas: 1 });
    expect(outcomes?.topic).toBe(`${config.kafkaPrefix}.outcomes`);
  });

  test('what was written is fed, also to a feeder that is started later', async () => {
    const config = configure(broker, { journalTimeoutMs: 2_500 });
    const jobs = Array.from({ length: 200 }, (_, i) => job(i));
    await write(await openKafka(config, 'test', logger), config, jobs);
    const fed = new Set<string>();
    const feeder = await startFeeder(config, async ({ eventId }) => void fed.add(eventId), logger);
    await waitFor(async () => fed.size === 200, { describe: '200 to be fed', timeoutMs: 20_000 });
    await feeder.stop();
  }, 60_000);

  test('while the queue can’t be reached nothing is committed: it is fed afterwards', async () => {
    const config = configure(broker, { journalTimeoutMs: 2_500 });
    await write(await openKafka(config, 'test', logger), config, [job(1), job(2)]);
    let isAway = true;
    const fed = new Set<string>();
    let refused = 0;
    const feeder = await startFeeder(
      config,
      async ({ eventId }) => {
        if (isAway) {
          refused += 1;
          throw new Error('Redis is away');
        }
        fed.add(eventId);
      },
      logger,
    );
    await waitFor(async () => refused > 0, { describe: 'a refusal', timeoutMs: 20_000 });
    isAway = false;
    await waitFor(async () => fed.size === 2, { describe: 'both to be fed', timeoutMs: 20_000 });
    await feeder.stop();
  }, 60_000);

  test('a failure that Kafka’s client does not try again stops the feeder for a moment only', async () => {
    const config = configure(broker, { journalTimeoutMs: 2_500 });
    await write(await openKafka(config, 'test', logger), config, [job(1)]);
    const fed: string[] = [];
    let failures = 0;
    const enqueue = async ({ eventId }: NotificationMapJob) => {
      failures += 1;
      // kafkajs takes this for a mistake in the program, and gives up.
      if (failures === 1) throw new TypeError('unforeseen');
      fed.push(eventId);
    };
    const feeder = await startFeeder(config, enqueue, logger);
    await waitFor(() => fed.length === 1, { describe: 'it to be fed', timeoutMs: 20_000 });
    await feeder.stop();
  }, 60_000);

  test('a replay takes what was received since then, of one connection, and twice is the same', async () => {
    const config = configure(broker, { journalTimeoutMs: 2_500 });
    const kafka = await openKafka(config, 'test', logger);
    const jobs = Array.from({ length: 30 }, (_, i) =>
      job(i, { connectionId: i % 2 === 0 ? 'shop' : 'other' }),
    );
    await write(kafka, config, jobs);
    const dry = await replayJournal(kafka, config, { fromMs: NOW + 10_000 });
    expect(dry).toMatchObject({ matched: 20, broken: 0 });
    for (let round = 0; round < 2; round++) {
      const taken: string[] = [];
      await replayJournal(kafka, config, {
        fromMs: NOW + 10_000,
        connectionId: 'shop',
        enqueue: async ({ eventId }) => void taken.push(eventId),
      });
      const wanted = jobs.filter(({ connectionId }, i) => i >= 10 && connectionId === 'shop');
      expect(taken.sort()).toEqual(wanted.map(({ eventId }) => eventId));
    }
    expect(await replayJournal(kafka, config, { fromMs: Date.now() + 60_000 })).toMatchObject({ looked: 0 });
  }, 60_000);

  test('a record that is no notification is left behind, and what follows is fed', async () => {
    const config = configure(broker, { kafkaPartitions: 1, journalTimeoutMs: 2_500 });
    const kafka = await openKafka(config, 'test', logger);
    await ensureTopics(kafka, config);
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic: `${config.kafkaPrefix}.notifications`, messages: [{ value: 'no JSON' }] });
    await producer.disconnect();
    await write(kafka, config, [job(1)]);
    const fed: string[] = [];
    const feeder = await startFeeder(config, async ({ eventId }) => void fed.push(eventId), logger);
    await waitFor(async () => fed.length === 1, { describe: 'the good one to be fed', timeoutMs: 20_000 });
    await feeder.stop();
  }, 60_000);

  test('outcomes are told, without customer data', async () => {
    const config = configure(broker);
    const kafka = await openKafka(config, 'test', logger);
    await ensureTopics(kafka, config);
    const outcomes = await openOutcomes(config, 'test', logger);
    outcomes.note('event-1', [{ type: 'settled', atMs: NOW, outcome: 'ignored', cause: 'matched-none' }], {
      connectionId: 'shop',
    });
    await outcomes.close();
    const told: unknown[] = [];
    const consumer = kafka.consumer({ groupId: 'warehouse' });
    await consumer.connect();
    await consumer.subscribe({ topics: [`${config.kafkaPrefix}.outcomes`], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => void told.push(JSON.parse(message.value?.toString() ?? '')),
    });
    await waitFor(async () => told.length === 1, { describe: 'an outcome', timeoutMs: 20_000 });
    await consumer.disconnect();
    expect(told).toEqual([
      { eventId: 'event-1', connectionId: 'shop', atMs: NOW, outcome: 'ignored', cause: 'matched-none' },
    ]);
  }, 60_000);

  test('a broker that hangs makes a write fail within the time, and it goes on by itself', async () => {
    const own = await startKafkaBroker();
    try {
      const config = configure(own, { journalTimeoutMs: 800 });
      const kafka = await openKafka(config, 'test', logger);
      await ensureTopics(kafka, config);
      const journal = new NotificationJournal(kafka, config, () => undefined);
      journal.start();
      await waitFor(async () => journal.append(job(1)).then(() => true), {
        describe: 'a first write',
        timeoutMs: 20_000,
      });
      await own.process.kill('SIGSTOP');
      await expect(journal.append(job(2))).rejects.toThrow('Kafka did not take it within 800 ms');
      await own.process.kill('SIGCONT');
      await waitFor(async () => journal.append(job(3)).then(() => true), {
        describe: 'a later write',
        timeoutMs: 30_000,
      });
      await journal.close();
    } finally {
      await own.stop();
    }
  }, 90_000);
});

describeWithKafka('with a broker that wants TLS and a password', () => {
  const username = 'relay';
  const password = 'of the test';
  let certificate: TestCertificate;
  let broker: KafkaBroker;
  beforeAll(async () => {
    certificate = await makeCertificate();
    broker = await startKafkaBroker({ secured: { certificate, username, password } });
  }, 60_000);
  afterAll(async () => {
    await broker.stop();
    await certificate.remove();
  });

  const configureAccess = (changes: Partial<JournalConfig> = {}) =>
    configure(broker, {
      kafkaTls: true,
      kafkaCaFile: certificate.certFile,
      kafkaSasl: 'plain',
      kafkaUsername: username,
      kafkaPassword: password,
      journalTimeoutMs: 2_500,
      ...changes,
    });

  test('whoever has the authority and the password writes and reads', async () => {
    const config = configureAccess();
    const kafka = await openKafka(config, 'test', logger, 'brief');
    await write(kafka, config, [job(1), job(2)]);
    expect(await replayJournal(kafka, config, { fromMs: NOW })).toMatchObject({ matched: 2 });
  }, 30_000);

  test('a wrong password is refused, and the error says so', async () => {
    const config = configureAccess({ kafkaPassword: 'wrong' });
    const described = describeTopics(await openKafka(config, 'test', logger, 'brief'), config);
    await expect(described).rejects.toThrow('Invalid username or password');
  }, 10_000);

  test('a certificate of an unknown authority is refused, and the error says so', async () => {
    const config = configureAccess({ kafkaCaFile: '' });
    const described = describeTopics(await openKafka(config, 'test', logger, 'brief'), config);
    await expect(described).rejects.toThrow('self-signed certificate');
  }, 10_000);

  test('a service with a wrong password says so, and goes on by itself once it is the right one', async () => {
    const config = configureAccess({ kafkaPassword: 'the next one' });
    const said: string[] = [];
    const listening = createLogger('journal-test', 'silent');
    const listen = ({ err }: { err?: Error }, text: string) => void said.push(`${text}: ${err?.message}`);
    Object.assign(listening, { error: listen, warn: listen });

    const kafka = await openKafka(config, 'test', logger);
    const journal = new NotificationJournal(kafka, config, (err) => listen({ err }, 'journal'));
    const fed: string[] = [];
    const feeder = await startFeeder(config, async ({ eventId }) => void fed.push(eventId), listening);
    const outcomes = new OutcomeJournal(await openKafka(config, 'test', logger), config, (err) =>
      listen({ err }, 'outcomes'),
    );
    journal.start();
    outcomes.note('event-1', [{ type: 'settled', atMs: NOW, outcome: 'ignored', cause: 'matched-none' }], {});
    await expect(journal.append(job(1))).rejects.toThrow('Invalid username or password');
    const refusals = () => said.filter((line) => line.includes('Invalid username or password')).join('\n');
    await waitFor(() => /^journal/m.test(refusals()), { describe: 'ingest to say so' });
    await waitFor(() => /^the feeder/m.test(refusals()), { describe: 'the feeder to say so' });
    await waitFor(() => /^outcomes/m.test(refusals()), { describe: 'the outcomes to say so' });

    await broker.changePassword('the next one');
    await waitFor(async () => journal.append(job(2)).then(() => true), {
      describe: 'a notification to be taken',
      timeoutMs: 20_000,
    });
    await waitFor(() => fed.length > 0, { describe: 'it to be fed', timeoutMs: 20_000 });
    const admin = kafka.admin();
    await admin.connect();
    const told = async () =>
      (await admin.fetchTopicOffsets(`${config.kafkaPrefix}.outcomes`)).map(({ high }) => high);
    await waitFor(async () => (await told()).includes('1'), { describe: 'the outcome to be told' });
    await admin.disconnect();
    await Promise.all([journal.close(), feeder.stop(), outcomes.close()]);
  }, 90_000);
});
