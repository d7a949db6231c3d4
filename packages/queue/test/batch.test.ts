import { randomBytes } from 'node:crypto';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { createEventId, JOB_CATALOG, type BatchedJob, type PostbackDeliverJob } from '@ins-relay/contracts';
import { startRedisServer, waitFor, type RedisServer } from '@ins-relay/testkit';
import { JobProducer, JobWorker, type JobRun, type WorkerOptions } from '../src/index.js';

const declaration = JOB_CATALOG.postbackDeliver;

let server: RedisServer;
let redis: Redis;
let keyPrefix: string;
let producer: JobProducer<PostbackDeliverJob>;
let batches: Queue;
let workers: JobWorker<PostbackDeliverJob>[];
const onError = () => undefined;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url, { maxRetriesPerRequest: null });
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});
beforeEach(() => {
  keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
  producer = new JobProducer(declaration, { redis, keyPrefix, onError });
  batches = new Queue(declaration.batchQueue, { connection: redis, prefix: keyPrefix });
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  await Promise.all([producer.close(), batches.close()]);
});

function createJobs(count: number): BatchedJob<PostbackDeliverJob>[] {
  return Array.from({ length: count }, () => {
    const eventId = createEventId(Date.now(), randomBytes(11));
    const payload: PostbackDeliverJob = {
      schema: 1,
      eventId,
      generation: 0,
      ordinal: 1,
      connectionId: 'acme',
      rdtkEventId: 'CWOGBZLN-SALE-0123456789abcdef',
      destination: 'https://track.acme.example',
      sealedUrl: 'c2VhbGVk',
      receivedAtMs: 1,
    };
    return { id: `${eventId}-0-1`, payload, attempts: 7 };
  });
}

function startWorker(options: Partial<WorkerOptions<PostbackDeliverJob>>): JobWorker<PostbackDeliverJob> {
  const worker = new JobWorker(declaration, {
    redis,
    keyPrefix,
    concurrency: 5,
    lockMs: 1_000,
    random: () => 0.5,
    producer,
    handle: async () => ({ verdict: 'done' }),
    onBroken: async () => undefined,
    onDead: async () => undefined,
    onError,
    ...options,
  });
  workers.push(worker);
  worker.start();
  return worker;
}

/** Notes every run, as `<position in the batch>: <how it is run>`. */
function record(jobs: readonly BatchedJob[]) {
  const runs: string[] = [];
  const note = ({ attempt, attemptsMax, batchId, isRerun, jobId, note: told }: JobRun) => {
    const way = batchId === undefined ? 'alone' : 'in its batch';
    const about = `${attempt}/${attemptsMax}${isRerun ? ', again' : ''}${told === undefined ? '' : `, ${told}`}`;
    runs.push(`${jobs.findIndex(({ id }) => id === jobId)}: ${way}, ${about}`);
  };
  return { runs, note };
}

const enqueue = (jobs: BatchedJob<PostbackDeliverJob>[]) =>
  producer.enqueueBatch(`${jobs[0]?.id}-batch`, jobs);
const isEmpty = async () => Object.values(await producer.count()).every((count) => count === 0);
const untilEmpty = () => waitFor(isEmpty, { describe: 'the queues to be empty' });

test('jobs of a batch are handled once each, and leave nothing behind', async () => {
  const jobs = createJobs(3);
  await enqueue(jobs);
  expect(await producer.count()).toMatchObject({ waiting: 3 });
  const { note, runs } = record(jobs);
  const finished: string[] = [];
  startWorker({
    handle: async (_payload, run) => {
      note(run);
      return { verdict: 'done' };
    },
    finishBatch: async (batchId) => void finished.push(batchId),
  });
  await untilEmpty();
  expect(runs).toEqual([0, 1, 2].map((i) => `${i}: in its batch, 1/7`));
  expect(finished).toEqual([`${jobs[0]?.id}-batch`]);
});

test('one job alone is no batch', async () => {
  const jobs = createJobs(1);
  await enqueue(jobs);
  expect(await batches.count()).toBe(0);
  expect(await producer.find(jobs[0]?.id ?? '')).toMatchObject({ ordinal: 1 });
});

test('what has to wait or to be tried again goes on by itself, with the attempts that are left', async () => {
  const jobs = createJobs(4);
  await enqueue(jobs);
  const { note, runs } = record(jobs);
  startWorker({
    handle: async ({ eventId }, run) => {
      note(run);
      if (run.batchId === undefined) return { verdict: 'done' };
      switch (jobs.findIndex(({ payload }) => payload.eventId === eventId)) {
        case 0:
          return { verdict: 'wait', untilMs: Date.now() + 20, note: 'told' };
        case 1:
          return { verdict: 'retry', delayMs: 40, reason: 'status 500' };
        case 2:
          throw new Error('storage is away');
        default:
          return { verdict: 'give-up', reason: 'refused' };
      }
    },
  });
  await untilEmpty();
  expect(runs.slice(0, 4)).toEqual([0, 1, 2, 3].map((i) => `${i}: in its batch, 1/7`));
  expect(runs.slice(4).sort()).toEqual([
    '0: alone, 1/7, again, told',
    '1: alone, 2/7, again',
    '2: alone, 1/7, again',
  ]);
});

test('a batch whose process died is taken apart, so that what killed it is alone the next time', async () => {
  const jobs = createJobs(3);
  await enqueue(jobs);
  // As a process leaves it that was killed while it ran it: active, and its lock gone.
  const { note, runs } = record(jobs);
  let end: (() => void) | undefined;
  const hangs = new Promise<void>((resolve) => (end = resolve));
  let begun = 0;
  const handle = async (_payload: PostbackDeliverJob, run: JobRun) => {
    if (run.batchId === undefined) {
      note(run);
    } else {
      begun += 1;
      await hangs;
    }
    return { verdict: 'done' } as const;
  };
  startWorker({ concurrency: 1, lockMs: 300, handle });
  await waitFor(() => begun === 3, { describe: 'the batch to be begun' });
  await redis.del(`${keyPrefix}:${declaration.batchQueue}:${jobs[0]?.id}-batch:lock`);
  startWorker({ concurrency: 1, lockMs: 300, handle });
  await waitFor(() => runs.length === 3, { describe: 'every job to be run', timeoutMs: 20_000 });
  await untilEmpty();
  expect(runs.sort()).toEqual([0, 1, 2].map((i) => `${i}: alone, 1/7, again`));
  end?.();
});

test('a batch that could not be finished is taken apart, too', async () => {
  const jobs = createJobs(2);
  await enqueue(jobs);
  const { note, runs } = record(jobs);
  startWorker({
    handle: async (_payload, run) => {
      note(run);
      return { verdict: 'done' };
    },
    finishBatch: () => Promise.reject(new Error('storage is away')),
  });
  await waitFor(() => runs.length === 4, { describe: 'every job to be run again', timeoutMs: 20_000 });
  expect(runs.slice(2).sort()).toEqual([0, 1].map((i) => `${i}: alone, 1/7, again`));
});

test.each([
  ['a text', () => 'hello', 1],
  ['no jobs', () => ({ schema: 1, jobs: [] }), 1],
  ['a job that is null', () => ({ schema: 1, jobs: [null, ...createJobs(1)] }), 1],
  [
    'a payload that breaks its contract',
    () => ({ schema: 1, jobs: [{ id: 'x', payload: {} }, ...createJobs(1)] }),
    1,
  ],
])(
  'of a batch with %s, what is broken is reported and the rest is handled',
  async (_what, create, expected) => {
    const data: unknown = create();
    await batches.add('2 jobs', data, { jobId: 'e1kb4g7z0q5s9xw3hn2vc-batch' });
    const broken: string[] = [];
    let handled = 0;
    startWorker({
      handle: async () => {
        handled += 1;
        return { verdict: 'done' };
      },
      onBroken: async (_jobId, _raw, problem) => void broken.push(problem),
    });
    await waitFor(async () => (await batches.getFailedCount()) === 1, {
      describe: 'the batch to be kept as failed',
    });
    expect(broken).toHaveLength(expected);
    const jobs = (data as { jobs?: unknown[] }).jobs ?? [];
    expect(handled).toBe(Math.max(0, jobs.length - 1));
  },
);

test('a job that waits in a batch is found by its id, listed, and can be taken out', async () => {
  const jobs = createJobs(3);
  const [first, second, third] = jobs.map(({ id }) => id) as [string, string, string];
  await enqueue(jobs);
  expect(await producer.find(second)).toMatchObject({ eventId: second.slice(0, 21) });
  expect(await producer.listBatch(`${first}-batch`)).toEqual([first, second, third]);
  await producer.remove(second);
  expect(await producer.find(second)).toBeUndefined();
  const waiting: string[] = [];
  for await (const payload of producer.walkWaiting(10)) waiting.push((payload as PostbackDeliverJob).eventId);
  expect(waiting).toEqual([first, third].map((id) => id.slice(0, 21)));
  await producer.remove(first);
  await producer.remove(third);
  expect(await isEmpty()).toBe(true);
  expect(await producer.listBatch(`${first}-batch`)).toEqual([]);
});
