import { startHttpServer, waitFor, type TestHttpServer } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { CLICK_ID, newReceipt, sampleNotification } from './support/sample-notification.js';

let chat: TestHttpServer;
let messages: string[];
let relay: RelayUnderTest;

beforeAll(async () => {
  messages = [];
  chat = await startHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    messages.push((JSON.parse(Buffer.concat(chunks).toString()) as { text: string }).text);
    response.writeHead(200).end('ok');
  });
  relay = await RelayUnderTest.start({
    counts: { ingest: 1, mapper: 1, dispatcher: 1, console: 2 },
    serviceEnv: {
      console: {
        ALERT_WEBHOOK_URL: `${chat.url}/services/T0/B0/secret`,
        ALERT_CHECK_SECONDS: '1',
        CONSOLE_PUBLIC_URL: 'https://relay.example.com',
      },
    },
  });
  await relay.apply({ id: 'acme' });
});
afterAll(async () => {
  await relay?.stop();
  await chat?.close();
});

const told = (pattern: RegExp) =>
  waitFor(() => messages.find((text) => pattern.test(text)), {
    describe: `a message like ${String(pattern)}`,
    timeoutMs: 30_000,
  });

test('a sale that RedTrack refuses is told once by two consoles, without the customer, and so is its repair', async () => {
  const receipt = newReceipt();
  await relay.setFault({ mode: 'status', status: 404, times: 1 });
  await relay.notify('acme', sampleNotification({ receipt }));
  const message = await told(/acme: 1 event failed/);
  expect(message).toMatch(
    /1 new\n• acme: 1 event failed\..* – https:\/\/relay\.example\.com\/events\?connection=acme&outcome=failed&cause=refused-by-redtrack/,
  );
  for (const secret of [receipt, CLICK_ID, 'example.com/ins', '@']) expect(message).not.toContain(secret);
  await relay.relay('replay', '--receipt', receipt, '--yes');
  await told(/over\n• acme: 1 event failed/);
  expect(messages.filter((text) => /new\n• acme/.test(text))).toHaveLength(1);
  const [console] = relay.stack.processes.console;
  expect(console?.outputLines.join()).not.toContain('/services/T0');
}, 90_000);
