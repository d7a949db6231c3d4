import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Queue } from 'bullmq';
import {
  createEventId,
  type BatchedJob,
  type JobBatch,
  type OpenJob,
  type PostbackDeliverJob,
} from '@ins-relay/contracts';
import { waitFor } from '@ins-relay/testkit';
import { JobProducer, type JobRun } from '../src/index.js';
import { createKeyring } from './create-keyring.js';
import { createPostback, POSTBACK_URL } from './create-postback.js';
import { QueueUnderTest } from './queue-under-test.js';

const queue = new QueueUnderTest();
const { declaration } = queue;
let batches: Queue;

beforeEach(() => {
  const { keyPrefix: prefix, redis: connection } = queue;
  batches = new Queue(declaration.batchQueue, { connection, prefix });
});
afterEach(() => batches.close());

/** Each with a URL of its own. */
function createJobs(count: number): BatchedJob<OpenJob<PostbackDeliverJob>>[] {
  return Array.from({ length: count }, (_, i) => {
    const eventId = createEventId(Date.now(), randomBytes(11));
    const payload = { ...createPostback(eventId), text: `${POSTBACK_URL}&sum=${i}` };
    return { id: `${eventId}-0-1`, payload, attempts: 7 };
  });
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

const enqueue = (jobs: BatchedJob<OpenJob<PostbackDeliverJob>>[]) =>
  queue.producer.enqueueBatch(`${jobs[0]?.id}-batch`, jobs);
const isEmpty = () => queue.isEmpty();
const untilEmpty = () => waitFor(isEmpty, { describe: 'the queues to be empty' });

test('jobs of a batch are handled once each, and leave nothing behind', async () => {
  const jobs = createJobs(3);
  await enqueue(jobs);
  expect(await queue.producer.count()).toMatchObject({ waiting: 3 });
  const { note, runs } = record(jobs);
  const texts: (string | undefined)[] = [];
  const finished: string[] = [];
  queue.startWorker({
    handle: async ({ text }, run) => {
      note(run);
      texts.push(text);
      return { verdict: 'done' };
    },
    finishBatch: async (batchId) => void finished.push(batchId),
  });
  await untilEmpty();
  expect(runs).toEqual([0, 1, 2].map((i) => `${i}: in its batch, 1/7`));
  expect(texts).toEqual(jobs.map(({ payload }) => payload.text));
  expect(finished).toEqual([`${jobs[0]?.id}-batch`]);
});

test('jobs of several batches share the places of their worker', async () => {
  for (let i = 0; i < 4; i++) await enqueue(createJobs(5));
  let underWay = 0;
  let most = 0;
  queue.startWorker({
    concurrency: 3,
    batchConcurrency: 4,
    handle: async () => {
      most = Math.max(most, (underWay += 1));
      await nextTurn();
      underWay -= 1;
      return { verdict: 'done' };
    },
  });
  await untilEmpty();
  expect(most).toBe(3);
});

test('one job alone is no batch', async () => {
  const jobs = createJobs(1);
  await enqueue(jobs);
  expect(await batches.count()).toBe(0);
  expect(await queue.producer.find(jobs[0]?.id ?? '')).toMatchObject({ ordinal: 1 });
});

test('what has to wait or to be tried again goes on by itself, with the attempts that are left', async () => {
  const jobs = createJobs(4);
  await enqueue(jobs);
  const { note, runs } = record(jobs);
  queue.startWorker({
    handle: async ({ eventId, text }, run) => {
      note(run);
      const at = jobs.findIndex(({ payload }) => payload.eventId === eventId);
      expect(text).toBe(jobs[at]?.payload.text);
      if (run.batchId === undefined) return { verdict: 'done' };
      switch (at) {
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
  const handle = async (_job: OpenJob<PostbackDeliverJob>, run: JobRun) => {
    if (run.batchId === undefined) {
      note(run);
    } else {
      begun += 1;
      await hangs;
    }
    return { verdict: 'done' } as const;
  };
  queue.startWorker({ concurrency: 6, batchConcurrency: 1, lockMs: 300, handle });
  await waitFor(() => begun === 3, { describe: 'the batch to be begun' });
  await queue.redis.del(`${queue.keyPrefix}:${declaration.batchQueue}:${jobs[0]?.id}-batch:lock`);
  queue.startWorker({ concurrency: 6, batchConcurrency: 1, lockMs: 300, handle });
  await waitFor(() => runs.length === 3, { describe: 'every job to be run', timeoutMs: 20_000 });
  await untilEmpty();
  expect(runs.sort()).toEqual([0, 1, 2].map((i) => `${i}: alone, 1/7, again`));
  end?.();
});

test('a batch that could not be finished is taken apart, too', async () => {
  const jobs = createJobs(2);
  await enqueue(jobs);
  const { note, runs } = record(jobs);
  queue.startWorker({
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
    queue.startWorker({
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
  expect(await queue.producer.find(second)).toMatchObject({ eventId: second.slice(0, 21) });
  expect(await queue.producer.listBatch(`${first}-batch`)).toEqual([first, second, third]);
  await queue.producer.remove(second);
  expect(await queue.producer.find(second)).toBeUndefined();
  const waiting: string[] = [];
  for await (const payload of queue.producer.walkWaiting(10))
    waiting.push((payload as PostbackDeliverJob).eventId);
  expect(waiting).toEqual([first, third].map((id) => id.slice(0, 21)));
  const texts: (string | undefined)[] = [];
  const worker = queue.startWorker({
    handle: async ({ text }) => {
      texts.push(text);
      return { verdict: 'wait', untilMs: Date.now() + 60_000 };
    },
  });
  await waitFor(async () => (await queue.producer.count()).delayed === 2, { describe: 'both to wait' });
  await worker.close();
  expect(texts.sort()).toEqual([jobs[0]?.payload.text, jobs[2]?.payload.text]);
  await queue.producer.remove(first);
  await queue.producer.remove(third);
  expect(await isEmpty()).toBe(true);
  expect(await queue.producer.listBatch(`${first}-batch`)).toEqual([]);
});

test('texts are sealed in Redis, and one that was put to another job is not opened', async () => {
  const jobs = createJobs(2);
  await enqueue(jobs);
  const batch = await batches.getJob(`${jobs[0]?.id}-batch`);
  const stored = batch?.data as JobBatch;
  expect(JSON.stringify(stored)).not.toMatch(/postback\?|65f1c0de/);
  await batch?.updateData({ ...stored, jobs: stored.jobs.toReversed() });
  const texts: (string | undefined)[] = [];
  queue.startWorker({
    handle: async ({ text }) => {
      texts.push(text);
      return { verdict: 'done' };
    },
  });
  await untilEmpty();
  expect(texts).toEqual([undefined, undefined]);
});

test('jobs whose texts another key sealed are counted, in batches too', async () => {
  await enqueue(createJobs(3));
  await enqueue(createJobs(1));
  expect(await queue.producer.countSealedBefore()).toBe(0);
  const { keyPrefix, onError, redis } = queue;
  const later = new JobProducer(declaration, { redis, keyPrefix, keyring: createKeyring('k2'), onError });
  expect(await later.countSealedBefore()).toBe(4);
  await later.close();
});
