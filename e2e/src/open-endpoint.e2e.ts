import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { waitFor } from '@ins-relay/testkit';
import { INGEST_KEY, SECRET_KEY } from './support/connections-yaml.js';
import { findMedianGapMs } from './support/find-median-gap.js';
import { openSocket, readAll } from './support/raw-http.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const KEYLESS_PER_MINUTE = 400;
const SAMPLES = 40;
/** A causes' medians may differ by what timers swing; work that differs is told in whole ticks. */
const MEDIAN_GAP_MS_MAX = 4;

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start({
    serviceEnv: {
      ingest: { TRUSTED_PROXIES: '127.0.0.1', KEYLESS_CALLS_PER_MINUTE: String(KEYLESS_PER_MINUTE) },
    },
  });
  await relay.apply({ id: 'acme' });
});
afterAll(() => relay?.stop());

/** Encrypts as the protocol says, independently of the product’s own encoder. */
function encrypt(plaintext: Buffer | string, padding = true): string {
  const key = createHash('sha1').update(SECRET_KEY).digest('hex').slice(0, 32);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(key, 'ascii'), iv);
  cipher.setAutoPadding(padding);
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return JSON.stringify({ notification: encrypted.toString('base64'), iv: iv.toString('base64') });
}

const genuine = () => encrypt(JSON.stringify(sampleNotification()));
const [known, wrongKey] = ['/ins/acme', `/ins/acme?key=wrong`];
const right = `/ins/acme?key=${INGEST_KEY}`;
const BLOCKS = 40;

const CALLS: Record<string, () => [path: string, body: string]> = {
  'unknown connection': () => [`/ins/nobody?key=${INGEST_KEY}`, genuine()],
  'no key': () => [known, genuine()],
  'wrong key': () => [wrongKey, genuine()],
  'not JSON': () => [right, 'x'.repeat(1_000)],
  'bad base64': () => [right, JSON.stringify({ notification: '*'.repeat(800), iv: 'A'.repeat(24) })],
  'bad padding': () => [right, encrypt(Buffer.alloc(16 * BLOCKS, 0xff), false)],
  'right padding, no JSON': () => [right, encrypt('{'.repeat(16 * BLOCKS - 1))],
  'another account': () => [right, encrypt(JSON.stringify(sampleNotification({ vendor: 'other' })))],
  'unknown version': () => [right, encrypt(JSON.stringify(sampleNotification({ version: 99 })))],
};

async function callTimed(path: string, body: string): Promise<{ answer: unknown; durationMs: number }> {
  const startedMs = performance.now();
  const response = await relay.post(relay.stack.ingestUrl + path, body);
  const text = await response.text();
  const durationMs = performance.now() - startedMs;
  const headers = [...response.headers].filter(([name]) => name !== 'date').map(String);
  return { answer: { status: response.status, headers, text }, durationMs };
}

test('whatever is wrong with a call, the answer is the same, byte for byte and in time', async () => {
  const durations = new Map<string, number[]>();
  const answers = new Map<string, unknown>();
  for (let i = 0; i < SAMPLES; i++) {
    for (const [name, create] of Object.entries(CALLS)) {
      const { answer, durationMs } = await callTimed(...create());
      answers.set(name, answer);
      durations.set(name, [...(durations.get(name) ?? []), durationMs]);
    }
  }
  const [first] = answers.values();
  for (const [name, answer] of answers) expect({ name, answer }).toEqual({ name, answer: first });
  expect(first).toMatchObject({ status: 400, text: '{"status":"not accepted"}' });
  const { gapMs, fastest, slowest } = findMedianGapMs(durations);
  console.log(`medians differ by ${gapMs.toFixed(2)} ms: ${fastest} to ${slowest}`);
  expect(gapMs).toBeLessThan(MEDIAN_GAP_MS_MAX);
}, 60_000);

test('that comparison finds a cause that takes a tick longer', () => {
  const jitter = (baseMs: number) => Array.from({ length: SAMPLES }, () => baseMs + Math.random() * 3);
  const { gapMs, slowest } = findMedianGapMs(
    new Map([
      ['a', jitter(10)],
      ['b', jitter(10)],
      ['planted', jitter(20)],
    ]),
  );
  expect(gapMs).toBeGreaterThan(MEDIAN_GAP_MS_MAX);
  expect(slowest).toBe('planted');
});

test('every answer has headers that keep browsers from doing anything with it, and names no software', async () => {
  const urls = ['/ins/acme', '/', '/nowhere', '/postback/nobody', '/ins/acme/deeper'];
  for (const path of urls) {
    const { headers } = await fetch(relay.stack.ingestUrl + path);
    expect({
      path,
      sniff: headers.get('x-content-type-options'),
      cache: headers.get('cache-control'),
      policy: headers.get('content-security-policy')?.split(';')[0],
      server: headers.get('server') ?? headers.get('x-powered-by'),
    }).toEqual({ path, sniff: 'nosniff', cache: 'no-store', policy: "default-src 'none'", server: null });
  }
});

test('nothing of a call is in its answer, and in the log a call can’t begin a line', async () => {
  const planted = 'PLANTED%0a{%22level%22:%22fatal%22}%1b[31m<script>';
  const answers = await Promise.all([
    relay.post(`${relay.stack.ingestUrl}/ins/${planted}?key=${planted}`, planted),
    fetch(`${relay.stack.ingestUrl}/${planted}`),
    fetch(`${relay.stack.ingestUrl}/postback/${planted}?type=${planted}`),
    fetch(`${relay.stack.ingestUrl}/ins/acme`, { method: 'DELETE' }),
  ]);
  for (const answer of answers) {
    expect(answer.status).toBeLessThan(500);
    expect((await answer.text()) + [...answer.headers].join()).not.toMatch(/PLANTED/i);
  }
  const lines = relay.stack.processes.ingest[0]?.outputLines ?? [];
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test('who calls too often without the key is turned away, known or unknown alike; who has it is not', async () => {
  for (const id of ['acme', 'nobody-at-all']) {
    const statuses = await callMany(`/ins/${id}?key=guess`, KEYLESS_PER_MINUTE + 10, id.length);
    expect(statuses.get(429)).toBeGreaterThanOrEqual(10);
    expect([...statuses.keys()].sort()).toEqual([400, 429]);
  }
  expect((await relay.notify('acme', sampleNotification())).status).toBe(200);
}, 60_000);

async function callMany(path: string, count: number, network: number): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  for (let i = 0; i < count; i += 50) {
    const answers = await Promise.all(
      Array.from({ length: Math.min(50, count - i) }, () =>
        relay.post(relay.stack.ingestUrl + path, '{}', { 'x-forwarded-for': `203.0.113.${network}` }),
      ),
    );
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return statuses;
}

const open = () => openSocket(relay.stack.ingestUrl);

test('callers that send slowly, or nothing, are cut off, and a genuine notification does not wait for them', async () => {
  const idle = await Promise.all(Array.from({ length: 500 }, open));
  const [slowHeader, slowBody] = [await open(), await open()];
  // A socket notices its end only while it is read.
  for (const socket of [slowHeader, slowBody]) socket.resume();
  slowHeader.write('POST /ins/acme HTTP/1.1\r\nHost: x\r\nX-');
  slowBody.write(`POST ${right} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{`);
  const startedMs = performance.now();
  expect((await relay.notify('acme', sampleNotification())).status).toBe(200);
  expect(performance.now() - startedMs).toBeLessThan(3_000);
  await waitFor(() => slowHeader.destroyed && slowBody.destroyed, {
    describe: 'slow callers to be cut off',
    timeoutMs: 20_000,
  });
  for (const socket of idle) socket.destroy();
}, 60_000);

test.each([
  ['a header of 20 kB', `POST ${right} HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
  [
    'both lengths, as smugglers send',
    `POST ${right} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    '400',
  ],
  [
    'a chunk that is none',
    `POST ${right} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n`,
    '400',
  ],
  ['no HTTP at all', '\u0016\u0003\u0001 hello\r\n\r\n', '400'],
])('%s is refused and closed, and the next call is answered', async (_name, bytes, status) => {
  const socket = await open();
  const reading = readAll(socket);
  socket.write(bytes);
  expect((await reading).split('\r\n')[0]).toContain(status);
  expect((await relay.notify('acme', sampleNotification({ receipt: newReceipt() }))).status).toBe(200);
});

test.each([
  ['prototype keys', '{"__proto__":{"admin":true},"constructor":{"prototype":{}},"version":7}'],
  ['10,000 levels', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['a number of 10,000 digits', `{"version":${'9'.repeat(10_000)}}`],
  ['half a surrogate pair and NUL', '{"version":7,"transactionType":"\\ud800\\u0000"}'],
])('%s in a notification harms nothing', async (_name, plaintext) => {
  const response = await relay.post(relay.stack.ingestUrl + right, encrypt(plaintext));
  expect(response.status).toBe(400);
  expect((await relay.notify('acme', sampleNotification())).status).toBe(200);
});
