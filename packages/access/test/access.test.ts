import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { ApiTokenStore } from '../src/api-token-store.js';
import { AuditLog } from '../src/audit-log.js';
import { findPasswordProblem } from '../src/password.js';
import { SessionStore } from '../src/session-store.js';
import { UserStore } from '../src/user-store.js';

const NOW = Date.UTC(2026, 10, 24);
const DAY_MS = 86_400_000;

let server: RedisServer;
let redis: Redis;
let keyPrefix: string;
let users: UserStore;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});
beforeEach(() => {
  keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
  users = new UserStore(redis, keyPrefix);
});

test('the first administrator is made once, whoever starts at the same time', async () => {
  const made = await Promise.all(
    ['a', 'b', 'c'].map((password) => users.createFirst('admin', `${password} one-time`, NOW)),
  );
  expect(made.filter((user) => user !== undefined)).toEqual([
    { name: 'admin', role: 'admin', createdAtMs: NOW, mustChangePassword: true },
  ]);
  expect(await users.createFirst('other', 'x', NOW)).toBeUndefined();
});

test('only the right password of a known name signs in, and Redis holds no password', async () => {
  await users.create('ann', 'viewer', 'correct horse battery', NOW);
  expect(await users.authenticate('ann', 'correct horse battery', NOW)).toMatchObject({ name: 'ann' });
  expect(await users.authenticate('ann', 'Correct horse battery', NOW)).toBeUndefined();
  expect(await users.authenticate('bob', 'correct horse battery', NOW)).toBeUndefined();
  expect(JSON.stringify(await redis.hgetall(`${keyPrefix}:users`))).not.toContain('horse');
});

test('a change of the password ends every session that began before', async () => {
  await users.create('ann', 'viewer', 'correct horse battery', NOW);
  expect(await users.find('ann', NOW)).toMatchObject({ mustChangePassword: true });
  await users.setPassword('ann', 'another horse battery', false, NOW + 1_000);
  expect(await users.find('ann', NOW)).toBeUndefined();
  expect(await users.find('ann', NOW + 1_000)).toMatchObject({ mustChangePassword: false });
});

test('there is always an administrator', async () => {
  await users.create('root', 'admin', 'correct horse battery', NOW);
  await users.create('ann', 'operator', 'correct horse battery', NOW);
  expect(await users.setRole('root', 'viewer')).toEqual({ changed: false, reason: 'last-admin' });
  expect(await users.remove('root')).toEqual({ changed: false, reason: 'last-admin' });
  await users.setRole('ann', 'admin');
  expect(await users.remove('root')).toBeUndefined();
  expect((await users.list()).map(({ name }) => name)).toEqual(['ann']);
});

test('a session is found by its secret alone, until it is ended or too old', async () => {
  const sessions = new SessionStore(redis, keyPrefix);
  const secret = await sessions.begin('ann', NOW);
  expect(await sessions.find(secret, NOW)).toEqual({ name: 'ann', createdAtMs: NOW });
  expect(await sessions.find(`${secret}x`, NOW)).toBeUndefined();
  expect(await sessions.find(secret, NOW + 8 * DAY_MS)).toBeUndefined();
  await sessions.end(secret);
  expect(await sessions.find(secret, NOW)).toBeUndefined();
});

test('a token works until it is revoked or its time is over, and only its hash is stored', async () => {
  const tokens = new ApiTokenStore(redis, keyPrefix);
  const about = { label: 'ci', role: 'operator', createdBy: 'root' } as const;
  const lasting = await tokens.create(about, NOW);
  const brief = await tokens.create({ ...about, expiresAtMs: NOW + DAY_MS }, NOW);
  expect(await tokens.find(brief.secret, NOW + DAY_MS)).toBeUndefined();
  expect(await tokens.find(lasting.secret, NOW + DAY_MS)).toMatchObject({ label: 'ci', role: 'operator' });
  expect((await tokens.list()).find(({ id }) => id === lasting.token.id)?.lastUsedAtMs).toBe(NOW + DAY_MS);
  expect(JSON.stringify(await redis.hgetall(`${keyPrefix}:api-tokens`))).not.toContain(lasting.secret);
  expect(await tokens.revoke(lasting.token.id)).toBe(true);
  expect(await tokens.find(lasting.secret, NOW)).toBeUndefined();
});

test('the audit log is read newest first, page by page', async () => {
  const log = new AuditLog(redis, keyPrefix);
  for (let i = 0; i < 5; i++) await log.record({ by: 'ann', action: 'event.replay', subject: `e${i}` });
  const first = await log.list(3);
  expect(first.entries.map(({ subject }) => subject)).toEqual(['e4', 'e3', 'e2']);
  const second = await log.list(3, first.nextCursor);
  expect(second.entries.map(({ subject }) => subject)).toEqual(['e1', 'e0']);
  expect(second.nextCursor).toBeUndefined();
});

test.each([
  ['short', /at least 12/],
  ['ann-ann-ann-ann', /contains your name/],
  ['aaaaaaaaaaaaaaaa', /too few/],
])('the password %s is refused', (password, problem) => {
  expect(findPasswordProblem(password, 'ann')).toMatch(problem);
});
