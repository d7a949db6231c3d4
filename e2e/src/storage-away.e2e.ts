import { waitFor } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { sampleNotification } from './support/sample-notification.js';

/** The protocol’s limit, not ours: ours is STORAGE_TIMEOUT_MS, 400 ms. */
const CLICKBANK_WAITS_MS = 3_000;

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start();
  await relay.apply({ id: 'acme' });
});
afterAll(() => relay?.stop());

async function notifyTimed(): Promise<{ status: number; durationMs: number; receipt: unknown }> {
  const payload = sampleNotification();
  const startedMs = performance.now();
  const { status } = await relay.notify('acme', payload);
  return { status, durationMs: performance.now() - startedMs, receipt: payload['receipt'] };
}

const isReady = () => relay.isIngestReady();

test('while Redis is down the answer is 503, before ClickBank gives up; when it is back, all that was answered 200 arrives', async () => {
  const before = await notifyTimed();
  expect(before.status).toBe(200);
  await relay.redis.kill('SIGKILL');
  for (let i = 0; i < 5; i++) {
    const { status, durationMs } = await notifyTimed();
    expect(status).toBe(503);
    expect(durationMs).toBeLessThan(CLICKBANK_WAITS_MS);
  }
  expect(await isReady()).toBe(false);
  await relay.redis.restart();
  await waitFor(isReady, { describe: 'ingest to be ready again' });
  expect((await notifyTimed()).status).toBe(200);
  const events = await relay.settled(2);
  expect(events.map((event) => event.outcome)).toEqual(['delivered', 'delivered']);
});

test('while Redis hangs the answer is 503, before ClickBank gives up', async () => {
  await relay.redis.kill('SIGSTOP');
  try {
    const { status, durationMs } = await notifyTimed();
    expect(status).toBe(503);
    expect(durationMs).toBeLessThan(CLICKBANK_WAITS_MS);
  } finally {
    await relay.redis.kill('SIGCONT');
  }
  await waitFor(isReady, { describe: 'ingest to be ready again' });
  await waitFor(async () => (await notifyTimed()).status === 200, {
    describe: 'notifications to be accepted again',
  });
});
