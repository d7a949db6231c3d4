import { createEventId } from '@ins-relay/contracts';
import { AppMetrics } from './app-metrics.js';
import { watchDestinations } from './watch-destinations.js';
import { watchQueue } from './watch-queue.js';

const NOW = Date.UTC(2026, 10, 24);
const find = async (metrics: AppMetrics, begin: string) =>
  (await metrics.read()).split('\n').filter((line) => line.startsWith(begin));

test('what happens to an event is counted by connection and outcome', async () => {
  const metrics = new AppMetrics('dispatcher', '1.2.3');
  const eventId = createEventId(NOW, Buffer.alloc(10));
  metrics.pipeline.note(eventId, [{ type: 'received', atMs: NOW, connectionId: 'shop', source: 'ins' }], {});
  const attempt = { type: 'attempt', generation: 0, ordinal: 1, attempt: 1, durationMs: 40 } as const;
  metrics.pipeline.note(
    eventId,
    [
      { ...attempt, atMs: NOW + 50, status: 503 },
      { ...attempt, atMs: NOW + 90, status: 200 },
      { type: 'postback-settled', atMs: NOW + 90, generation: 0, ordinal: 1, outcome: 'delivered' },
      { type: 'postback-settled', atMs: NOW + 95, generation: 0, ordinal: 2, outcome: 'delivered' },
    ],
    { connectionId: 'shop' },
  );
  expect(await find(metrics, 'ins_relay_notifications_total')).toEqual([
    'ins_relay_notifications_total{connection="shop",source="ins",app="dispatcher"} 1',
  ]);
  expect(await find(metrics, 'ins_relay_events_total')).toEqual([
    'ins_relay_events_total{connection="shop",outcome="delivered",cause="none",app="dispatcher"} 1',
  ]);
  expect(await find(metrics, 'ins_relay_attempts_total')).toHaveLength(2);
  expect(await find(metrics, 'ins_relay_delivery_seconds_count')).toEqual([
    'ins_relay_delivery_seconds_count{app="dispatcher"} 2',
  ]);
  expect(await find(metrics, 'ins_relay_build_info{version="1.2.3"')).toHaveLength(1);
});

test('a thrown job is measured too, and thrown on', async () => {
  const metrics = new AppMetrics('mapper', '1');
  const run = { enqueuedAtMs: Date.now() - 5, isFirstStart: true };
  await expect(metrics.jobs.time('q', run, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(await find(metrics, 'ins_relay_job_seconds_count')).toEqual([
    'ins_relay_job_seconds_count{app="mapper",queue="q",verdict="thrown"} 1',
  ]);
});

test('queues and destinations are looked at when somebody asks, and vanish when they can’t be', async () => {
  const metrics = new AppMetrics('mapper', '1');
  watchQueue(metrics.registry, {
    q: {
      count: async () => ({ waiting: 3, active: 1, delayed: 0, failed: 2 }),
      readOldestWaitingAgeMs: async () => 1_500,
    },
  });
  watchDestinations(metrics.registry, { list: () => Promise.reject(new Error('Redis is away')) });
  expect(await find(metrics, 'ins_relay_queue_jobs{queue="q",state="waiting"')).toEqual([
    'ins_relay_queue_jobs{queue="q",state="waiting",app="mapper"} 3',
  ]);
  expect(await find(metrics, 'ins_relay_queue_oldest_seconds{')).toEqual([
    'ins_relay_queue_oldest_seconds{queue="q",app="mapper"} 1.5',
  ]);
  expect(await find(metrics, 'ins_relay_destination_blocked{')).toEqual([]);
});

test('how busy the event loop is can be read, and nothing of it needs a timer', async () => {
  const metrics = new AppMetrics('mapper', '1');
  await metrics.read();
  const busyUntilMs = performance.now() + 20;
  while (performance.now() < busyUntilMs);
  const [line = ''] = await find(metrics, 'nodejs_eventloop_utilization{');
  expect(Number(line.split(' ').at(-1))).toBeGreaterThan(0.1);
  expect(Number(line.split(' ').at(-1))).toBeLessThanOrEqual(1);
  expect(await find(metrics, 'nodejs_eventloop_lag_p99_seconds')).toEqual([]);
  expect(await find(metrics, 'nodejs_eventloop_lag_seconds{')).toHaveLength(1);
});
