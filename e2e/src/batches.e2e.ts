import { waitFor } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const EVENTS = 60;

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start();
  await relay.apply({ id: 'acme' });
});
afterAll(() => relay?.stop());

/** All at once, and nobody maps them. */
async function sendWhileNobodyMaps(): Promise<string[]> {
  const [mapper] = relay.stack.processes.mapper;
  await mapper?.stop();
  const receipts = Array.from({ length: EVENTS }, newReceipt);
  const statuses = await Promise.all(
    receipts.map(async (receipt) => (await relay.notify('acme', sampleNotification({ receipt }))).status),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  return receipts;
}

function readAcceptedIds(): string[] {
  const lines = relay.stack.processes.ingest[0]?.outputLines ?? [];
  return lines.flatMap((line) => /"result":"accepted","eventId":"(e\w{20})"/.exec(line)?.[1] ?? []);
}

test('notifications that come at once travel in batches; each can be counted and found there, and is delivered once', async () => {
  const receipts = await sendWhileNobodyMaps();
  const { stdout, stderr } = await relay.stack.runRelay(['events']);
  expect(stdout + stderr).toContain(`${EVENTS} notifications are still in the queue`);
  const ids = await waitFor(() => (readAcceptedIds().length === EVENTS ? readAcceptedIds() : undefined), {
    describe: 'every notification to be in the log',
  });
  for (const id of [ids[0], ids[EVENTS - 1]])
    expect(await relay.relay('show', id ?? '')).toContain('still waits');
  await relay.stack.processes.mapper[0]?.restart();
  const delivered = await relay.settled(EVENTS, '--outcome', 'delivered');
  expect(new Set(delivered.map((event) => event.receipt))).toEqual(new Set(receipts));
  expect(await relay.fromSandbox('/redtrack/summary')).toMatchObject({
    conversions: EVENTS,
    requests: EVENTS,
  });
}, 60_000);

test('postbacks of a batch that fail are tried again one by one, with every attempt in their timelines', async () => {
  const failures = 4;
  await relay.setFault({ mode: 'status', status: 503, times: failures });
  const receipts = await sendWhileNobodyMaps();
  await relay.stack.processes.mapper[0]?.restart();
  const delivered = await relay.settled(EVENTS * 2, '--outcome', 'delivered');
  const events = delivered.filter(({ receipt = '' }) => receipts.includes(receipt));
  const attempts = events.flatMap(({ postbacks }) => postbacks.map((postback) => postback.attempts));
  expect(attempts.reduce((sum, count) => sum + count, 0)).toBe(EVENTS + failures);
  for (const { eventId, postbacks } of events.filter((event) => (event.postbacks[0]?.attempts ?? 0) > 1)) {
    const { timeline } = JSON.parse(await relay.relay('show', eventId, '--json')) as {
      timeline: { type: string; attempt?: number }[];
    };
    const numbers = timeline.filter(({ type }) => type === 'attempt').map(({ attempt }) => attempt);
    expect(numbers).toEqual(Array.from({ length: postbacks[0]?.attempts ?? 0 }, (_, i) => i + 1));
  }
  expect(await relay.fromSandbox('/redtrack/summary')).toMatchObject({ conversions: EVENTS * 2 });
}, 60_000);
