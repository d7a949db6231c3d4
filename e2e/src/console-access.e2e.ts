import { gzipSync } from 'node:zlib';
import { ADMIN_PASSWORD, callAs, ConsoleUnderTest, FIRST_PASSWORD } from './support/console-under-test.js';
import { listRoutes, type Route } from './support/list-routes.js';

/** What a viewer may call although it is no GET: it changes nothing, or only the viewer's own session. */
const HARMLESS = new Set([
  'POST /api/session',
  'DELETE /api/session',
  'PUT /api/session/password',
  'POST /api/connections/check',
  'POST /api/connections/{id}/hoplink',
  'POST /api/connections/{id}/rules/check',
  'POST /api/connections/{id}/rules/try',
  'POST /api/customers',
]);

let console_: ConsoleUnderTest;
let routes: readonly Route[];

beforeAll(async () => {
  console_ = await ConsoleUnderTest.start();
  const page = await console_.signInFirst();
  routes = await listRoutes(page, console_.url);
  await page.context().close();
}, 120_000);
afterAll(async () => console_.stop());

const signedIn = async (password = ADMIN_PASSWORD, name = 'admin') => {
  const page = await (await console_.openContext()).newPage();
  const who = { page, url: console_.url };
  const { status } = await callAs(who, 'POST', '/api/session', { name, password });
  return { who, status };
};

test('the description of the API names every room', () => {
  expect(routes.length).toBeGreaterThan(50);
});

test('the first page is light: what it loads at once is below 350 kB, gzipped', async () => {
  const index = await (await fetch(`${console_.url}/`)).text();
  const files = [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(files.length).toBeGreaterThan(2);
  let bytes = 0;
  for (const path of files) {
    const file = await (await fetch(console_.url + path)).arrayBuffer();
    bytes += gzipSync(new Uint8Array(file)).length;
  }
  expect(bytes).toBeLessThan(350_000);
});

test('without a session every route refuses, and so does the board of the queues', async () => {
  const page = await (await console_.openContext()).newPage();
  const who = { page, url: console_.url };
  for (const { method, path } of routes) {
    if (path === '/api/session' && method === 'POST') continue;
    const { status } = await callAs(who, method, path, method === 'GET' ? undefined : {});
    expect(`${method} ${path} ${status}`).toBe(`${method} ${path} 401`);
  }
  const board = await page.request.get(`${console_.url}/queues/api/queues`, { maxRedirects: 0 });
  expect([302, 401]).toContain(board.status());
});

test('a viewer can’t write, and a token is no more than its role', async () => {
  const { who } = await signedIn();
  const { body } = await callAs(who, 'POST', '/api/tokens', { label: 'report', role: 'viewer' });
  const { secret } = body as { secret: string };
  for (const { method, path, template } of routes) {
    const isWriting = method !== 'GET' && !HARMLESS.has(`${method} ${template}`);
    if (!isWriting) continue;
    const response = await fetch(console_.url + path, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(`${method} ${path} ${response.status}`).toBe(`${method} ${path} 403`);
  }
  const read = await fetch(`${console_.url}/api/overview?range=1h`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(read.status).toBe(200);
});

test('another site’s page can’t use the session', async () => {
  const { who } = await signedIn();
  for (const { method, path } of routes) {
    if (method === 'GET') continue;
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}]) {
      const response = await who.page.request.fetch(console_.url + path, {
        method,
        headers: headers as Record<string, string>,
        data: {},
      });
      expect(`${method} ${path} ${response.status()}`).toBe(`${method} ${path} 403`);
    }
  }
  expect((await callAs(who, 'GET', '/api/session')).status).toBe(200);
});

test('a revoked token and an ended session are refused at once', async () => {
  const { who } = await signedIn();
  const created = await callAs(who, 'POST', '/api/tokens', { label: 'short', role: 'admin' });
  const { secret, token } = created.body as { secret: string; token: { id: string } };
  const withToken = () =>
    fetch(`${console_.url}/api/users`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await withToken()).status).toBe(200);
  await callAs(who, 'DELETE', `/api/tokens/${token.id}`);
  expect((await withToken()).status).toBe(401);
  await callAs(who, 'DELETE', '/api/session');
  expect((await callAs(who, 'GET', '/api/session')).status).toBe(401);
});

test('with a one-time password nothing but its change is possible', async () => {
  const { who } = await signedIn();
  const created = await callAs(who, 'POST', '/api/users', { name: 'otto', role: 'operator' });
  const { oneTimePassword } = created.body as { oneTimePassword: string };
  const otto = await signedIn(oneTimePassword, 'otto');
  expect(otto.status).toBe(200);
  expect((await callAs(otto.who, 'GET', '/api/events')).status).toBe(403);
  const next = 'four slow garden snails';
  await callAs(otto.who, 'PUT', '/api/session/password', { current: oneTimePassword, next });
  expect((await callAs(otto.who, 'GET', '/api/events')).status).toBe(200);
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const page = await (await console_.openContext()).newPage();
  const response = await page.request.post(`${console_.url}/api/session`, {
    headers: { origin: console_.url },
    data: { name: 'admin', password: ADMIN_PASSWORD },
  });
  expect(response.headers()['set-cookie']).toMatch(/HttpOnly/i);
  expect(response.headers()['set-cookie']).toMatch(/SameSite=(Strict|Lax)/i);
});

test('guessing a password is slowed down, also with the right one in the end', async () => {
  const { status } = await signedIn(FIRST_PASSWORD);
  expect(status).toBe(401);
  const statuses: number[] = [];
  for (let i = 0; i < 30; i++) statuses.push((await signedIn(`guess ${i}`, 'otto')).status);
  expect(statuses[0]).toBe(401);
  expect(statuses.at(-1)).toBe(429);
  expect((await signedIn('four slow garden snails', 'otto')).status).toBe(429);
}, 60_000);
