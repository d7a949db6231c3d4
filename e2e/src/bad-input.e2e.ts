import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { SECRET_KEY } from './support/connections-yaml.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start();
});
afterAll(() => relay?.stop());

/** Encrypts as the protocol says, independently of the product’s own encoder. */
function encrypt(
  plaintext: Buffer | string,
  options: { secretKey?: string; padding?: boolean } = {},
): string {
  const key = createHash('sha1')
    .update(options.secretKey ?? SECRET_KEY)
    .digest('hex')
    .slice(0, 32);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(key, 'ascii'), iv);
  cipher.setAutoPadding(options.padding ?? true);
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return JSON.stringify({ notification: encrypted.toString('base64'), iv: iv.toString('base64') });
}

const genuine = () => encrypt(JSON.stringify(sampleNotification()));

function withTruncatedBase64(): string {
  const envelope = JSON.parse(genuine()) as { notification: string; iv: string };
  return JSON.stringify({ ...envelope, notification: envelope.notification.slice(0, -7) });
}

const BAD_BODIES: [name: string, cause: string, body: () => string | Buffer][] = [
  ['not JSON', 'not-an-envelope', () => 'hello'],
  ['empty', 'not-an-envelope', () => ''],
  ['JSON of another kind', 'not-an-envelope', () => '["notification","iv"]'],
  ['10 MB', 'body-too-large', () => Buffer.alloc(10_000_000, 'A')],
  ['truncated base64', 'bad-encoding', withTruncatedBase64],
  ['another secret key', 'wrong-secret-key', () => encrypt('{"version":7}', { secretKey: 'SOMEONEELSE' })],
  ['bad padding', 'wrong-secret-key', () => encrypt(Buffer.alloc(32, 0x41), { padding: false })],
  ['valid JSON that is no notification', 'not-a-notification', () => encrypt('{"hello":"world"}')],
  ['an array', 'not-a-notification', () => encrypt('[1,2,3]')],
  [
    'an unknown version',
    'unknown-version',
    () => encrypt(JSON.stringify(sampleNotification({ version: 99 }))),
  ],
  [
    'another account’s notification',
    'wrong-account',
    () => encrypt(JSON.stringify(sampleNotification({ vendor: 'other' }))),
  ],
];

test.each(BAD_BODIES)(
  '%s: rejected as %s for the operator, the same answer as ever for the caller',
  async (name, cause, body) => {
    const id = `bad-${cause}-${name.replace(/[^a-z]+/gi, '').toLowerCase()}`.slice(0, 60);
    await relay.apply({ id });
    const response = await relay.post(relay.insUrl(id), body());
    expect({ status: response.status, body: await response.text() }).toEqual({
      status: 400,
      body: '{"status":"not accepted"}',
    });
    expect(await relay.settled(1, '--connection', id)).toMatchObject([{ outcome: 'rejected', cause }]);
  },
);

test('a caller that writes 10 MB sees the answer every time, instead of a broken connection', async () => {
  await relay.apply({ id: 'large' });
  const statuses: number[] = [];
  for (let i = 0; i < 15; i++) {
    const response = await relay.post(relay.insUrl('large'), Buffer.alloc(10_000_000, 'A'));
    statuses.push(response.status);
    await response.arrayBuffer();
  }
  expect(statuses).toEqual(Array(15).fill(400));
});

test('a wrong ingest key and an unknown connection get that answer too', async () => {
  await relay.apply({ id: 'known' });
  for (const url of [relay.insUrl('known', 'wrong'), relay.insUrl('known', ''), relay.insUrl('nobody')]) {
    const response = await relay.post(url, genuine());
    expect({ status: response.status, body: await response.text() }).toEqual({
      status: 400,
      body: '{"status":"not accepted"}',
    });
  }
  const causes = (await relay.events('--outcome', 'rejected')).map(
    (event) => `${event.connectionId} ${event.cause}`,
  );
  expect(causes).toEqual(
    expect.arrayContaining(['known wrong-ingest-key', '(unknown) unknown-connection']) as string[],
  );
});

test('a notification is read whatever its Content-Type says, and as a form too', async () => {
  await relay.apply({ id: 'types' });
  const types = [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'nonsense/; charset',
    '',
  ];
  for (const type of types) {
    const response = await relay.post(
      relay.insUrl('types'),
      genuine(),
      type === '' ? {} : { 'content-type': type },
    );
    expect(response.status).toBe(200);
  }
  const form = new URLSearchParams(JSON.parse(genuine()) as Record<string, string>).toString();
  const response = await relay.post(relay.insUrl('types'), form, {
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(response.status).toBe(200);
  expect(
    (await relay.settled(types.length + 1, '--connection', 'types')).every((e) => e.outcome === 'delivered'),
  ).toBe(true);
});

test('a browser gets a harmless page, the same for every connection', async () => {
  await relay.apply({ id: 'seen' });
  const pages = await Promise.all(
    [relay.insUrl('seen'), relay.insUrl('never-heard-of')].map(async (url) => {
      const response = await fetch(url);
      return `${response.status} ${await response.text()}`;
    }),
  );
  expect(pages[0]).toMatch(/^200 INS Relay is listening/);
  expect(pages[1]).toBe(pages[0]);
});

test('amounts that are no numbers are quarantined, never sent, and go out once another source is chosen', async () => {
  await relay.apply({ id: 'nan' });
  for (const totalAccountAmount of ['NaN', 'a lot', {}]) {
    expect((await relay.notify('nan', sampleNotification({ totalAccountAmount }))).status).toBe(200);
  }
  const events = await relay.settled(3, '--connection', 'nan');
  expect(events.map((event) => `${event.outcome} ${event.cause}`)).toEqual(
    Array(3).fill('quarantined amount-unreadable'),
  );
});

test('a receipt of 10 kB, an unknown type and odd fields neither crash anything nor get lost', async () => {
  await relay.apply({ id: 'odd' });
  const payloads = [
    sampleNotification({ receipt: 'R'.repeat(10_000) }),
    sampleNotification({ transactionType: 'SOMETHING_NEW', receipt: newReceipt() }),
    sampleNotification({ lineItems: 'none', customer: [], trackingCodes: { a: 1 }, upsell: 3 }),
    sampleNotification({ transactionTime: 'yesterday', newKeyOfTomorrow: { deep: [1] } }),
  ];
  for (const payload of payloads) expect((await relay.notify('odd', payload)).status).toBe(200);
  const events = await relay.settled(payloads.length, '--connection', 'odd');
  expect(events.map((event) => event.outcome).sort()).toEqual([
    'delivered',
    'delivered',
    'ignored',
    'unattributed',
  ]);
});

test('relay apply refuses a template that names a field that does not exist, with its line and the fix', async () => {
  const yaml = `connections:
  - id: wrong
    clickbank: { account: acme, role: VENDOR, secretKey: ABC }
    redtrack: { trackingDomain: http://127.0.0.1:1 }
    parameters:
      - { name: email, value: "{custmer.email}" }
`;
  const { code, stdout, stderr } = await relay.stack.runRelay(['apply', '-f', '-'], { input: yaml });
  expect(code).not.toBe(0);
  expect(stdout + stderr).toMatch(/:6:.*custmer/);
  expect(stdout + stderr).toMatch(/customer\.email/);
  expect(await relay.relay('connections', 'list')).not.toMatch(/^wrong /m);
});

test('after all that every service is alive and ready', async () => {
  for (const process of Object.values(relay.stack.processes).flat()) expect(process.isRunning).toBe(true);
  await relay.apply({ id: 'still-fine' });
  expect((await relay.notify('still-fine', sampleNotification())).status).toBe(200);
  expect(await relay.settled(1, '--connection', 'still-fine')).toMatchObject([{ outcome: 'delivered' }]);
});
