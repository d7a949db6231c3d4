import { waitFor } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const EVENTS = 1_000;
const CONCURRENCY = 20;

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start();
  await relay.apply({ id: 'acme' });
});
afterAll(() => relay?.stop());

interface Summary {
  conversions: number;
  requests: number;
}

/** As ClickBank does: sends again until it was answered 2xx. */
async function notifyUntilAccepted(payload: Record<string, unknown>): Promise<void> {
  await waitFor(
    async () => {
      const response = await relay.notify('acme', payload);
      await response.arrayBuffer();
      return response.status === 200;
    },
    { describe: 'the notification to be accepted', timeoutMs: 60_000, intervalMs: 200 },
  );
}

test(`${EVENTS} events through a kill -9 of every process: none lost, each in RedTrack’s books once`, async () => {
  const receipts = Array.from({ length: EVENTS }, newReceipt);
  const queue = [...receipts];
  let sent = 0;
  const send = async () => {
    for (let receipt = queue.pop(); receipt !== undefined; receipt = queue.pop()) {
      await notifyUntilAccepted(sampleNotification({ receipt }));
      sent += 1;
    }
  };
  const sending = Promise.all(Array.from({ length: CONCURRENCY }, send));
  const services = ['dispatcher', 'mapper', 'ingest', 'dispatcher', 'mapper'] as const;
  for (const [index, service] of services.entries()) {
    const share = ((index + 1) * EVENTS) / (services.length + 2);
    await waitFor(() => sent >= share, { describe: `${share} events to be sent`, timeoutMs: 60_000 });
    const [process] = relay.stack.processes[service];
    await process?.kill('SIGKILL');
    await process?.restart();
  }
  await sending;
  const delivered = await waitFor(
    async () => {
      const events = await relay.events('--outcome', 'delivered');
      if (events.length < EVENTS) throw new Error(`${events.length} of ${EVENTS} delivered`);
      return events;
    },
    { describe: 'every event to be delivered', timeoutMs: 90_000, intervalMs: 500 },
  );
  expect(new Set(delivered.map((event) => event.receipt))).toEqual(new Set(receipts));
  // What an ingest that was killed had accepted and not answered came twice, and is told as a duplicate.
  const others = (await relay.events()).filter((event) => event.outcome !== 'delivered');
  expect(others.filter((event) => event.outcome !== 'duplicate')).toEqual([]);
  const summary = await relay.fromSandbox<Summary>('/redtrack/summary');
  expect(summary.conversions).toBe(EVENTS);
  const books = await relay.fromSandbox<{ items: { deduplicate_token: string }[] }>('/conversions?per=10000');
  expect(new Set(books.items.map((item) => item.deduplicate_token)).size).toBe(EVENTS);
}, 240_000);
