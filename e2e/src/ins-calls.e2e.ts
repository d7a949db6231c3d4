import { randomBytes } from 'node:crypto';
import { encryptNotification } from '@ins-relay/clickbank';
import { waitFor } from '@ins-relay/testkit';
import { INGEST_KEY, SECRET_KEY } from './support/connections-yaml.js';
import { callRaw, openSocket, readAll, writePost, type RawAnswer } from './support/raw-http.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { sampleNotification } from './support/sample-notification.js';

const BODY_BYTES_MAX = 262_144;
const KEYLESS_PER_MINUTE = 60;
const STOP_MS_MAX = 5_000;

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start({
    counts: { dispatcher: 0, sandbox: 0, mapper: 0 },
    serviceEnv: {
      ingest: {
        TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8',
        KEYLESS_CALLS_PER_MINUTE: String(KEYLESS_PER_MINUTE),
      },
    },
  });
  await relay.apply({ id: 'acme', trackingDomain: 'http://127.0.0.1:9' });
});
afterAll(() => relay?.stop());

const genuine = () => JSON.stringify(encryptNotification(sampleNotification(), SECRET_KEY, randomBytes(16)));
const right = `/ins/acme?key=${INGEST_KEY}`;
const call = (
  path: string,
  body: string | readonly string[] = genuine(),
  headers: Record<string, string> = {},
) => callRaw(relay.stack.ingestUrl, { path, body, headers });

const JSON_TYPE = ['content-type', 'application/json; charset=utf-8'];
const SECURITY = [
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
].flat();
const KEPT_ALIVE = ['Connection', 'keep-alive', 'Keep-Alive', 'timeout=65'];

/** Node's client asks for it to be kept open only when told so. */
const keepAlive = { connection: 'keep-alive' };
const answerOf = (status: number, text: string, first: readonly string[] = []): RawAnswer => ({
  status,
  headers: [...first, ...JSON_TYPE, ...SECURITY, 'content-length', String(text.length), ...KEPT_ALIVE],
  text,
});
const NOT_ACCEPTED = answerOf(400, '{"status":"not accepted"}');

async function readRequestCounts(): Promise<Record<string, number>> {
  const lines = (await relay.readMetrics('ingest')).split('\n');
  const counts = lines.map((line) =>
    /^ins_relay_http_requests_total\{method="(\w+)",route="([^"]+)",status="(\d+)".* (\d+)$/.exec(line),
  );
  return Object.fromEntries(
    counts.flatMap((found) => (found ? [[found.slice(1, 4).join(' '), Number(found[4])]] : [])),
  );
}

describe('an answer, byte for byte', () => {
  test('accepted', async () => {
    expect(await call(right, genuine(), keepAlive)).toEqual(answerOf(200, '{"status":"accepted"}'));
  });

  test('not accepted, whatever the cause', async () => {
    expect(await call('/ins/acme?key=wrong', genuine(), keepAlive)).toEqual(NOT_ACCEPTED);
    expect(await call(`/ins/nobody?key=${INGEST_KEY}`, genuine(), keepAlive)).toEqual(NOT_ACCEPTED);
    expect(await call(right, 'hello', keepAlive)).toEqual(NOT_ACCEPTED);
    expect(await call(right, '', keepAlive)).toEqual(NOT_ACCEPTED);
  });

  test('a body that is too large, whether its length is announced or not', async () => {
    const large = 'A'.repeat(BODY_BYTES_MAX + 1);
    const answer = {
      status: 400,
      headers: ['connection', 'keep-alive', ...JSON_TYPE, ...SECURITY, 'content-length', '25'],
      text: '{"status":"not accepted"}',
    };
    expect(await call(right, large, keepAlive)).toEqual(answer);
    expect(await call(right, [large.slice(1), 'AA'], keepAlive)).toEqual(answer);
    expect(await call(right, large.slice(1), keepAlive)).toEqual(NOT_ACCEPTED);
  });

  test('too many calls without the key, from one address behind the proxies that are trusted', async () => {
    const from = (address: string) => ({
      ...keepAlive,
      'x-forwarded-for': `192.0.2.1, ${address}, 10.1.2.3`,
    });
    for (let i = 0; i < KEYLESS_PER_MINUTE; i++) {
      expect((await call(`/ins/nobody-${i}`, '{}', from('203.0.113.7'))).status).toBe(400);
    }
    const limited = await call('/ins/nobody-else', '{}', from('203.0.113.7'));
    const [name, seconds = '', ...headers] = limited.headers;
    expect({ ...limited, headers }).toEqual(answerOf(429, '{"status":"try again later"}'));
    expect(name).toBe('retry-after');
    expect(Number(seconds)).toBeGreaterThan(0);
    expect((await call('/ins/nobody-else', '{}', from('203.0.113.8'))).status).toBe(400);
    expect((await call(right, genuine(), from('203.0.113.7'))).status).toBe(200);
  });

  test('no room, or no Redis', async () => {
    await relay.redis.kill('SIGSTOP');
    try {
      const answer = await call(right, genuine(), keepAlive);
      expect(answer).toEqual(answerOf(503, '{"status":"try again later"}'));
    } finally {
      await relay.redis.kill('SIGCONT');
    }
    await waitFor(async () => (await call(right)).status === 200, { describe: 'Redis to be back' });
  });
});

test.each([
  ['/ins/acme/?key=KEY', 200],
  ['/ins/ac%6De?key=KEY', 200],
  ['/%69ns/acme?key=KEY', 200],
  ['http://relay.example/ins/acme?key=KEY', 200],
  ['/ins/acme?a=b&key=KEY&c', 200],
  ['/ins/acme?k%65y=ENCODED', 200],
  ['/ins/acme?key=KEY&key=KEY', 400],
  ['/ins/acme?key[]=KEY', 400],
  ['/ins/acme?key=KEY+', 400],
  ['/ins/acme?key=KEY%zz', 400],
  ['/ins/acme?key', 400],
  ['/ins/ac%2Fme?key=KEY', 400],
  ['/ins/ac%zz?key=KEY', 404],
  ['/ins/?key=KEY', 404],
  ['/ins//?key=KEY', 404],
  ['/ins?key=KEY', 404],
  ['/ins/acme/deeper?key=KEY', 404],
  ['/ins/x/../acme?key=KEY', 404],
  ['//ins/acme?key=KEY', 404],
  ['/INS/acme?key=KEY', 404],
  ['*ins/acme?key=KEY', 404],
])('POST %s: %d', async (path, status) => {
  const encoded = `%${INGEST_KEY.charCodeAt(0).toString(16)}${INGEST_KEY.slice(1)}`;
  const asked = path.replaceAll('KEY', INGEST_KEY).replace('ENCODED', encoded);
  expect((await call(asked)).status).toBe(status);
});

test('an id is looked for up to a length that no connection has', async () => {
  expect((await call(`/ins/${'x'.repeat(128)}?key=${INGEST_KEY}`)).status).toBe(400);
  expect((await call(`/ins/${'x'.repeat(129)}?key=${INGEST_KEY}`)).status).toBe(404);
});

test.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE'])('%s is no call of the INS URL', async (method) => {
  const answer = await callRaw(relay.stack.ingestUrl, { method, path: right });
  expect({ status: answer.status, text: answer.text }).toEqual({
    status: 404,
    text: '{"status":"not found"}',
  });
});

test('a body in chunks, one that says it is compressed, and one that waits to be asked for are taken in', async () => {
  const body = genuine();
  expect((await call(right, [body.slice(0, 100), body.slice(100)])).status).toBe(200);
  expect((await call(right, genuine(), { 'content-encoding': 'gzip' })).status).toBe(200);
  const asking = await openSocket(relay.stack.ingestUrl);
  const reading = readAll(asking);
  const [head = '', late = ''] = writePost(right, genuine(), {
    Expect: '100-continue',
    Connection: 'close',
  }).split(/(?<=\r\n\r\n)/);
  asking.write(head);
  asking.once('data', () => asking.write(late));
  expect(await reading).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
});

test('calls in one go on one connection are answered one by one, in their order', async () => {
  const socket = await openSocket(relay.stack.ingestUrl);
  const reading = readAll(socket);
  socket.write(
    writePost(right, genuine()) +
      writePost('/ins/acme?key=wrong', genuine()) +
      `GET /ins/acme HTTP/1.1\r\nHost: x\r\n\r\n` +
      writePost(right, genuine(), { Connection: 'close' }),
  );
  const statuses = (await reading).match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(-3));
  expect(statuses).toEqual(['200', '400', '200', '200']);
});

test('a caller of HTTP/1.0 is answered and closed', async () => {
  const socket = await openSocket(relay.stack.ingestUrl);
  const reading = readAll(socket);
  socket.write(writePost(right, genuine()).replace('HTTP/1.1', 'HTTP/1.0'));
  expect(await reading).toMatch(
    /^HTTP\/1\.1 200 OK\r\n[^]*\r\nConnection: close\r\n[^]*{"status":"accepted"}$/,
  );
});

test('whoever breaks off in the middle leaves nothing behind, and the next call is answered', async () => {
  await relay.apply({ id: 'restless', trackingDomain: 'http://127.0.0.1:9' });
  const path = `/ins/restless?key=${INGEST_KEY}`;
  const counted = await readRequestCounts();
  for (const breakOff of ['end', 'resetAndDestroy'] as const) {
    const socket = await openSocket(relay.stack.ingestUrl);
    socket.resume();
    socket.write(writePost(path, genuine()).slice(0, 300));
    socket[breakOff]();
    await waitFor(() => socket.destroyed, { describe: 'the connection to be closed' });
  }
  expect((await call(path)).status).toBe(200);
  const accepted = 'POST /ins/:connection 200';
  expect(await readRequestCounts()).toEqual({ ...counted, [accepted]: (counted[accepted] ?? 0) + 1 });
  const lines = await waitFor(
    () => {
      const all = relay.stack.processes.ingest[0]?.outputLines ?? [];
      const own = all.filter((line) => line.includes('"connection":"restless"'));
      return own.length > 0 && own;
    },
    { describe: 'the line of the last call' },
  );
  expect(lines).toHaveLength(1);
});

test('every answer is counted by route and status, with its duration', async () => {
  const before = await readRequestCounts();
  await call(right);
  await call('/ins/acme');
  await call(right, 'A'.repeat(BODY_BYTES_MAX + 1));
  await call('/ins/acme/deeper');
  const after = await readRequestCounts();
  const added = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  expect(Object.fromEntries(added.filter(([, count]) => count > 0))).toEqual({
    'POST /ins/:connection 200': 1,
    'POST /ins/:connection 400': 2,
    'POST none 404': 1,
  });
  const text = await relay.readMetrics('ingest');
  const seconds =
    /^ins_relay_http_request_seconds_count\{.*method="POST",route="\/ins\/:connection"\} (\d+)$/m;
  const answered = Object.entries(after).filter(([name]) => name.startsWith('POST /ins/'));
  expect(Number(seconds.exec(text)?.[1])).toBe(answered.reduce((sum, [, count]) => sum + count, 0));
});

test('at its end it answers what is under way, and what still comes on an open connection, and closes them', async () => {
  const open = () => openSocket(relay.stack.ingestUrl);
  const [ingest] = relay.stack.processes.ingest;
  const [underWay, unused, pixel] = await Promise.all([open(), open(), open()]);
  const notification = writePost(right, genuine());
  const hit = writePost('/postback/acme?type=InitiateCheckout&clickid=abc', 'beacon');
  underWay.write(notification.slice(0, 300));
  pixel.write(hit.slice(0, -1));
  // What was written before it is read before it.
  await call(right);
  const startedMs = performance.now();
  const stopping = ingest?.stop();
  const isRefused = () =>
    open().then(
      (socket) => socket.destroy() === undefined,
      () => true,
    );
  await waitFor(isRefused, { describe: 'new connections to be refused' });
  const reading = [readAll(underWay), readAll(unused), readAll(pixel)];
  underWay.write(notification.slice(300));
  unused.write(writePost(right, genuine()));
  pixel.write(hit.slice(-1));
  const [first, second, third] = await Promise.all(reading);
  const accepted = /^HTTP\/1\.1 200 OK\r\n[^]*\r\nconnection: close\r\n[^]*{"status":"accepted"}$/i;
  expect(first).toMatch(accepted);
  expect(second).toMatch(accepted);
  expect(third).toMatch(/^HTTP\/1\.1 204 No Content\r\n(?:[^]*\r\n)?connection: close\r\n/i);
  expect(await stopping).toEqual({ code: 0, signal: null });
  expect(performance.now() - startedMs).toBeLessThan(STOP_MS_MAX);
  await ingest?.restart();
  expect((await call(right)).status).toBe(200);
});
