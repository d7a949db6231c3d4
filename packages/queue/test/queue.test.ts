import { ContractError, type PostbackDeliverJob } from '@ins-relay/contracts';
import { HealthChecks, startHealthServer } from '@ins-relay/platform';
import { waitFor } from '@ins-relay/testkit';
import { checkConsumption, type WorkerOptions } from '../src/index.js';
import { createPostback as job, POSTBACK_URL } from './create-postback.js';
import { QueueUnderTest } from './queue-under-test.js';

const problems: string[] = [];
const queue = new QueueUnderTest((error) => problems.push(error.message));
const { declaration } = queue;
const isEmpty = () => queue.isEmpty();

test('a job is handled once, however often it was enqueued, and leaves nothing behind', async () => {
  for (let i = 0; i < 5; i++) await queue.producer.enqueue('e1-0-1', job());
  const handled: string[] = [];
  queue.startWorker({
    handle: async (payload, run) => {
      handled.push(`${run.jobId} ${payload.rdtkEventId} ${run.attempt}/${run.attemptsMax}`);
      return { verdict: 'done' };
    },
  });
  await waitFor(isEmpty, { describe: 'the queue to be empty' });
  expect(handled).toEqual(['e1-0-1 CWOGBZLN-SALE-0123456789abcdef 1/12']);
});

test('its text is sealed in Redis, and comes to the worker as it was', async () => {
  await queue.producer.enqueue('e1-0-1', job());
  const key = `${queue.keyPrefix}:${declaration.queue}:e1-0-1`;
  expect(await queue.redis.hget(key, 'data')).not.toMatch(/postback|65f1c0de/);
  const texts: (string | undefined)[] = [];
  queue.startWorker({
    handle: async ({ text }) => {
      texts.push(text);
      return { verdict: 'done' };
    },
  });
  await waitFor(isEmpty, { describe: 'the queue to be empty' });
  expect(texts).toEqual([POSTBACK_URL]);
});

test('a payload that breaks its contract is refused when it is enqueued', async () => {
  const broken = { ...job(), ordinal: 0 };
  await expect(queue.producer.enqueue('e1-0-1', broken)).rejects.toThrow(ContractError);
  expect(await isEmpty()).toBe(true);
});

test('a queued job that does not parse is reported and never handled', async () => {
  // As an older or newer release, or a stray hand, may have left it.
  await queue.producer.enqueue('e1-0-1', job());
  await queue.redis.hset(`${queue.keyPrefix}:${declaration.queue}:e1-0-1`, 'data', '{"eventId":"e1"}');
  const broken: string[] = [];
  queue.startWorker({
    handle: async () => {
      throw new Error('must not be called');
    },
    onBroken: async (jobId, _raw, problem) => void broken.push(`${jobId} ${problem}`),
  });
  await waitFor(() => broken.length > 0, { describe: 'the broken job to be reported' });
  expect(broken[0]).toMatch(/^e1-0-1 not a PostbackDeliverJob/);
  await waitFor(async () => (await queue.producer.count()).failed === 1, {
    describe: 'the job to be kept as failed',
  });
});

test('waiting uses up no attempt, retrying uses up one', async () => {
  await queue.producer.enqueue('e1-0-1', job());
  const attempts: number[] = [];
  queue.startWorker({
    handle: async (_payload, run) => {
      attempts.push(run.attempt);
      switch (attempts.length) {
        case 1:
        case 2:
          return { verdict: 'wait', untilMs: Date.now() + 20 };
        case 3:
          return { verdict: 'retry', delayMs: 20, reason: 'status 500' };
        default:
          return { verdict: 'done' };
      }
    },
  });
  await waitFor(() => attempts.length === 4, { describe: 'four runs' });
  expect(attempts).toEqual([1, 1, 1, 2]);
});

test('a job that waits begins at once when it is woken; one that does not wait is left as it is', async () => {
  await queue.producer.enqueue('e1-0-1', job());
  expect(await queue.producer.wake('e1-0-1')).toBe(false);
  let runs = 0;
  queue.startWorker({
    handle: async () => {
      runs += 1;
      return runs === 1 ? { verdict: 'wait', untilMs: Date.now() + 3_600_000 } : { verdict: 'done' };
    },
  });
  await waitFor(async () => (await queue.producer.count()).delayed === 1, { describe: 'the job to wait' });
  expect(await queue.producer.wake('e1-0-1')).toBe(true);
  await waitFor(isEmpty, { describe: 'the queue to be empty' });
  expect(runs).toBe(2);
  expect(await queue.producer.wake('e1-0-1')).toBe(false);
});

test('what a handler notes when a job waits is there in every later run, of another worker too', async () => {
  await queue.producer.enqueue('e1-0-1', job());
  const notes: (string | undefined)[] = [];
  const handle: WorkerOptions<PostbackDeliverJob>['handle'] = async (_payload, { note }) => {
    notes.push(note);
    const untilMs = Date.now() + 20;
    switch (notes.length) {
      case 1:
        return { verdict: 'wait', untilMs };
      case 2:
        return { verdict: 'wait', untilMs, note: 'told' };
      case 3:
        return { verdict: 'retry', delayMs: 20, reason: 'status 500' };
      default:
        return { verdict: 'done' };
    }
  };
  queue.startWorker({ handle });
  queue.startWorker({ handle });
  await waitFor(() => notes.length === 4, { describe: 'four runs' });
  expect(notes).toEqual([undefined, undefined, 'told', 'told']);
});

test('a job that is given up is not reported as dead: its handler has recorded it', async () => {
  await queue.producer.enqueue('e1-0-1', job());
  const dead: string[] = [];
  queue.startWorker({
    handle: async () => ({ verdict: 'give-up', reason: 'refused-by-redtrack' }),
    onDead: async (jobId) => void dead.push(jobId),
  });
  await waitFor(async () => (await queue.producer.count()).failed === 1, { describe: 'the job to fail' });
  expect(dead).toEqual([]);
});

test('a job whose handler keeps throwing is reported once its attempts are used up', async () => {
  await queue.producer.enqueue('e1-0-1', job(), { attempts: 1 });
  const dead: string[] = [];
  queue.startWorker({
    handle: () => Promise.reject(new Error('storage is full')),
    onDead: async (jobId, _raw, reason) => void dead.push(`${jobId}: ${reason}`),
  });
  await waitFor(() => dead.length > 0, { describe: 'the job to be reported' });
  expect(dead).toEqual(['e1-0-1: storage is full']);
});

test('consumption fails while jobs wait and nothing moves, and recovers', async () => {
  let finish: (() => void) | undefined;
  const worker = queue.startWorker({
    concurrency: 1,
    handle: async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return { verdict: 'done' };
    },
  });
  await queue.producer.enqueue('e1-0-1', job());
  await queue.producer.enqueue('e2-0-1', job());
  await waitFor(() => finish, { describe: 'the first job to run' });
  expect(await checkConsumption(worker, queue.producer, 60_000, Date.now())).toEqual({ ok: true });
  const stuck = await checkConsumption(worker, queue.producer, 60_000, Date.now() + 120_000);
  expect(stuck).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/none moved for 1\d\d s/) as string,
  });
  finish?.();
  await waitFor(async () => (await queue.producer.count()).waiting === 0, {
    describe: 'the second job to run',
  });
  expect((await checkConsumption(worker, queue.producer, 60_000, Date.now() + 120_000)).ok).toBe(true);
  finish?.();
});

test('a worker that is stuck makes readiness fail, and it recovers by itself once the worker moves', async () => {
  const stuckAfterMs = 300;
  let isStuck = true;
  const release: (() => void)[] = [];
  const worker = queue.startWorker({
    concurrency: 2,
    handle: async () => {
      if (isStuck) await new Promise<void>((resolve) => release.push(resolve));
      return { verdict: 'done' };
    },
  });
  const health = new HealthChecks();
  health.add('consumption', () => checkConsumption(worker, queue.producer, stuckAfterMs, Date.now()));
  const server = await startHealthServer(health, '127.0.0.1', 0);
  const readStatus = async () => (await fetch(`http://127.0.0.1:${server.port}/health/ready`)).status;
  const enqueue = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, i) => queue.producer.enqueue(`e${from + i}-0-1`, job())),
    );
  try {
    // Both of its hands are full, and nobody waits: that alone is no fault.
    await enqueue(0, 2);
    await waitFor(() => release.length === 2, { describe: 'two jobs to hang' });
    expect(await readStatus()).toBe(200);
    await enqueue(2, 6);
    await waitFor(async () => (await readStatus()) === 503, { describe: 'readiness to fail' });
    expect((await checkConsumption(worker, queue.producer, stuckAfterMs, Date.now())).detail).toMatch(
      /none moved for/,
    );
    isStuck = false;
    release.forEach((resolve) => resolve());
    await waitFor(async () => (await readStatus()) === 200, { describe: 'readiness to recover' });
    await waitFor(isEmpty, { describe: 'the queue to be empty' });
  } finally {
    await server.close();
  }
});
