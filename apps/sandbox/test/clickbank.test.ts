import { createDecipheriv, createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startTestSandbox, type TestSandbox } from './start-test-sandbox.js';

const SECRET = 'SANDBOXSECRET1';

interface Received {
  contentType: string | undefined;
  payload: Record<string, unknown>;
}

let sandbox: TestSandbox;
let receiver: Server;
let insUrl: string;
let received: Received[];
/** The statuses to answer with, in order; 200 after the last; null leaves the request unanswered. */
let answers: (number | null)[];

beforeAll(async () => {
  sandbox = await startTestSandbox();
  receiver = createServer((request, response) => {
    void receive(request).then((notification) => {
      received.push(notification);
      const status = answers.length === 0 ? 200 : answers.shift();
      if (typeof status === 'number') response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  insUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/ins/demo?key=k`;
});
afterAll(async () => {
  await sandbox.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(() => {
  received = [];
  answers = [];
});

// Written from the vendor's description, not with the code that encrypts.
async function receive(request: IncomingMessage): Promise<Received> {
  const { notification, iv } = JSON.parse(await text(request)) as Record<string, string>;
  const key = createHash('sha1').update(SECRET).digest('hex').slice(0, 32);
  const decipher = createDecipheriv(
    'aes-256-cbc',
    Buffer.from(key, 'ascii'),
    Buffer.from(iv ?? '', 'base64'),
  );
  const plain = Buffer.concat([decipher.update(notification ?? '', 'base64'), decipher.final()]).toString(
    'utf8',
  );
  return {
    contentType: request.headers['content-type'],
    payload: JSON.parse(plain) as Record<string, unknown>,
  };
}

const order = (more: object) =>
  sandbox.call('POST', '/clickbank/send', {
    insUrl,
    secretKey: SECRET,
    account: 'demoacct',
    event: 'sale',
    ...more,
  });

test('a notification arrives encrypted with the secret key and is accepted by a 2xx', async () => {
  const { status, body } = await order({ clickId: 'abc', amount: 12.5, receipt: 'RECEIPT1', version: 8 });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    receipt: 'RECEIPT1',
    clickId: 'abc',
    accepted: true,
    attempts: [{ attemptCount: 1, status: 200 }],
  });
  expect(received[0]).toMatchObject({
    contentType: 'application/json',
    payload: {
      receipt: 'RECEIPT1',
      version: 8,
      totalAccountAmount: 12.5,
      trackingCodes: ['abc'],
      attemptCount: 1,
    },
  });
});

test('what is not answered with 2xx in time comes again, with a greater attemptCount', async () => {
  answers = [503, null, 302];
  const { body } = await order({ timeoutMs: 100 });
  expect(body).toMatchObject({
    accepted: true,
    attempts: [{ status: 503 }, { status: null, error: 'timeout' }, { status: 302 }, { status: 200 }],
  });
  expect(received.map(({ payload }) => payload['attemptCount'])).toEqual([1, 2, 3, 4]);
});

test('after five attempts it is given up', async () => {
  answers = [500, 500, 500, 500, 500];
  expect((await order({})).body).toMatchObject({ accepted: false, attempts: { length: 5 } });
});

test('a receiver that is not there uses the attempts up too', async () => {
  const { body } = await order({ insUrl: 'http://127.0.0.1:9/', attemptsMax: 2 });
  expect(body).toMatchObject({
    accepted: false,
    attempts: [{ error: 'ECONNREFUSED' }, { error: 'ECONNREFUSED' }],
  });
});

test('duplicates are the same notification but for the attemptCount', async () => {
  await order({ times: 5, concurrency: 3 });
  expect(received.map(({ payload }) => payload['attemptCount']).sort()).toEqual([1, 2, 3, 4, 5]);
  const others = received.map(({ payload }) => JSON.stringify({ ...payload, attemptCount: 0 }));
  expect(new Set(others).size).toBe(1);
});

test('the payload can be overridden, and a key removed', async () => {
  await order({ overrides: { customer: { billing: { email: 'a@b.test' } }, currency: null }, clickId: null });
  const [{ payload } = { payload: {} }] = received;
  expect(payload).toMatchObject({ customer: { billing: { email: 'a@b.test', firstName: 'Ann' } } });
  expect(payload).not.toHaveProperty('currency');
  expect(payload).not.toHaveProperty('trackingCodes');
});

test('without waiting it answers at once, and the list shows what came of it', async () => {
  const { body } = await order({ wait: false, receipt: 'LATER001' });
  expect(body).toMatchObject({ receipt: 'LATER001', accepted: null });
  expect((await order({ receipt: 'LATER002' })).body).toMatchObject({ accepted: true });
  const list = (await sandbox.call('GET', '/clickbank/sent?limit=2')).body as { items: object[] };
  expect(list.items).toMatchObject([{ receipt: 'LATER002', accepted: true }, { receipt: 'LATER001' }]);
  expect(JSON.stringify(list)).not.toContain(SECRET);
});

test('an order that cannot be understood is refused with the field', async () => {
  const { status, body } = await order({ event: 'sales', version: 5 });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toMatch(/event must be one of.*version must be one of/);
});
