import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { waitFor } from '@ins-relay/testkit';
import { PostbackSender } from '../src/postback-sender.js';

const sender = new PostbackSender({ allowPrivateDestinations: true });
const strictSender = new PostbackSender({ allowPrivateDestinations: false });
const servers: Server[] = [];
afterAll(async () => {
  await Promise.all([sender.close(), strictSender.close()]);
  for (const server of servers) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function serve(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(answer))}`;
}

const send = (origin: string, timeoutMs = 2_000) =>
  sender.send(origin, `${origin}/postback?clickid=1`, timeoutMs);

test('a redirect is an answer, and is not followed', async () => {
  const paths: (string | undefined)[] = [];
  const origin = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await send(origin)).toMatchObject({ ended: 'answered', status: 302 });
  expect(paths).toEqual(['/postback?clickid=1']);
});

test('of a body without end only the start is read', async () => {
  let isClosed = false;
  const origin = await serve((_request, response) => {
    response.on('close', () => (isClosed = true));
    const write = () => {
      while (!isClosed && response.write('x'.repeat(1_000)));
    };
    response.on('drain', write);
    write();
  });
  const sent = await send(origin);
  expect(sent).toMatchObject({ ended: 'answered', status: 200, body: 'x'.repeat(500) });
});

test('a body that breaks off, or does not come in time, leaves the status as it is', async () => {
  const broken = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  expect(await send(broken)).toMatchObject({ ended: 'answered', status: 200, body: 'half' });
  const slow = await serve((_request, response) => {
    response.writeHead(503, { 'retry-after': '7' });
    response.write('wait');
  });
  expect(await send(slow, 200)).toMatchObject({
    ended: 'answered',
    status: 503,
    body: 'wait',
    retryAfter: '7',
  });
});

test('connections are kept alive from one postback to the next', async () => {
  const sockets = new Set<unknown>();
  const origin = await serve((request, response) => {
    sockets.add(request.socket);
    response.end('ok');
  });
  for (let i = 0; i < 20; i += 1) expect(await send(origin)).toMatchObject({ status: 200, body: 'ok' });
  // The next one may be faster than the end of the one before.
  expect(sockets.size).toBeLessThanOrEqual(2);
});

test('early hints are not the answer', async () => {
  const origin = await serve((_request, response) => {
    response.writeEarlyHints({ link: '</x>; rel=preload' });
    response.writeHead(200).end('ok');
  });
  expect(await send(origin)).toMatchObject({ status: 200, body: 'ok' });
});

test('a compressed body is not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  const sent = await send(origin);
  expect(sent).toMatchObject({ ended: 'answered', status: 200 });
  expect(sent.ended === 'answered' && sent.body.length).toBeLessThanOrEqual(500);
});

test('a certificate that nobody vouches for ends the try before anything is sent', async () => {
  let requests = 0;
  const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name));
  const tls = { key: fixture('self-signed.key'), cert: fixture('self-signed.crt') };
  const port = await listen(createTlsServer(tls, () => (requests += 1)));
  expect(await send(`https://127.0.0.1:${port}`)).toMatchObject({ ended: 'no-answer', error: 'tls' });
  expect(requests).toBe(0);
});

describe('where private addresses are not allowed', () => {
  test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f.1'])(
    'nothing connects to %s',
    async (host) => {
      let connections = 0;
      const server = createTcpServer(() => (connections += 1)) as unknown as Server;
      const origin = new URL(`http://${host}:${await listen(server)}`).origin;
      const sent = await strictSender.send(origin, `${origin}/postback`, 2_000);
      expect(sent).toMatchObject({ ended: 'no-answer', error: 'private-address' });
      expect(connections).toBe(0);
    },
  );
});

test('a destination that is no longer used is let go, and connected to again when it is', async () => {
  const idleSender = new PostbackSender({ allowPrivateDestinations: true, poolIdleMs: 50 });
  const server = createServer((_request, response) => response.end('OK'));
  const origin = `http://127.0.0.1:${await listen(server)}`;
  let [opened, closed] = [0, 0];
  server.on('connection', (socket) => {
    opened += 1;
    socket.on('close', () => (closed += 1));
  });
  try {
    await idleSender.send(origin, `${origin}/postback`, 2_000);
    await waitFor(() => closed === 1 && idleSender.destinations === 0, { describe: 'it to be let go' });
    expect(await idleSender.send(origin, `${origin}/postback`, 2_000)).toMatchObject({ status: 200 });
    expect(opened).toBe(2);
  } finally {
    await idleSender.close();
  }
});

test('a server that never answers, and a name that nobody has, end with their cause', async () => {
  expect(await send(await serve(() => undefined), 200)).toMatchObject({
    ended: 'no-answer',
    error: 'timeout',
  });
  expect(await send('http://nobody.invalid')).toMatchObject({ ended: 'no-answer', error: 'dns' });
});
