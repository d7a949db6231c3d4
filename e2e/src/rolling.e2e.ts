import { waitFor } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const EVENTS = 300;
/** A pod gets 30 s. */
const GRACE_MS = 30_000;
/** RedTrack takes its time, so that there is always something under way. */
const ANSWER_MS = 100;

let relay: RelayUnderTest;
beforeAll(async () => {
  // The default: what a stopped process left behind would be taken up by another only long after this test.
  relay = await RelayUnderTest.start({
    counts: { ingest: 2, mapper: 2, dispatcher: 2 },
    env: { WORKER_LOCK_MS: '60000' },
  });
  await relay.apply({ id: 'acme' });
});
afterAll(() => relay?.stop());

test('a rolling restart loses nothing, sends nothing twice, and every process ends by itself in time', async () => {
  await relay.setFault({ mode: 'stall', stallMs: ANSWER_MS });
  const receipts = Array.from({ length: EVENTS }, newReceipt);
  let sent = 0;
  const sending = (async () => {
    for (const receipt of receipts) {
      // The ingest that stays: the other one is being replaced, and a load balancer knows that.
      const answer = await relay.notify('acme', sampleNotification({ receipt }));
      expect(answer.status).toBe(200);
      sent += 1;
    }
  })();
  const rolling = [
    ...relay.stack.processes.mapper,
    ...relay.stack.processes.dispatcher,
    ...relay.stack.processes.ingest.slice(1),
  ];
  for (const [i, process] of rolling.entries()) {
    const share = ((i + 1) * EVENTS) / (rolling.length + 2);
    await waitFor(() => sent >= share, { describe: `${share} events to be sent`, timeoutMs: 60_000 });
    const startedMs = performance.now();
    const exit = await process.stop();
    expect({ name: process.name, ...exit }).toEqual({ name: process.name, code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(GRACE_MS);
    await process.restart();
  }
  await sending;
  const delivered = await waitFor(
    async () => {
      const events = await relay.events('--outcome', 'delivered');
      if (events.length < EVENTS) throw new Error(`${events.length} of ${EVENTS} delivered`);
      return events;
    },
    { describe: 'every event to be delivered', timeoutMs: 45_000, intervalMs: 300 },
  );
  expect(delivered).toHaveLength(EVENTS);
  expect(delivered.every(({ postbacks }) => postbacks[0]?.attempts === 1)).toBe(true);
  expect(await relay.postbacks()).toHaveLength(EVENTS);
}, 180_000);
