import { askRedis, startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { createDocumentedUsers, documentedUser, useDocumentedUsers } from './support/documented-users.js';
import { openSession } from './support/open-session.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const ADMIN = { username: 'admin', password: 'admin-password' };

let server: RedisServer;
let relay: RelayUnderTest;
beforeAll(async () => {
  server = await startRedisServer({ appendonly: true });
  await createDocumentedUsers(server.port);
  await askRedis(server.port, async (redis) => {
    await redis.acl('SETUSER', ADMIN.username, 'on', `>${ADMIN.password}`, '~*', '&*', '+@all');
    await redis.acl('SETUSER', 'default', 'off');
  });
  relay = await RelayUnderTest.start({
    redisUrl: server.url,
    counts: { console: 1 },
    ...useDocumentedUsers(),
  });
  await relay.apply({ id: 'acme', initiateCheckout: '{ type: InitiateCheckout }', waitForParentSeconds: 1 });
});
afterAll(async () => {
  await relay?.stop();
  await server?.stop();
});

async function notify(overrides: Record<string, unknown>): Promise<void> {
  expect((await relay.notify('acme', sampleNotification(overrides))).status).toBe(200);
}

test('with a user for each app, of least rights, all goes its way, and Redis has refused nothing', async () => {
  const receipt = newReceipt();
  const upsell = { upsellOriginalReceipt: receipt };
  await notify({ receipt: newReceipt(), trackingCodes: undefined, upsell });
  await notify({ receipt });
  await notify({ receipt });
  await notify({ receipt, transactionType: 'RFND', trackingCodes: undefined });
  await notify({ receipt: '********', transactionType: 'TEST' });
  await notify({ receipt: newReceipt(), trackingCodes: undefined });
  await relay.notify('acme', sampleNotification(), 'ANOTHERSECRETKEY');
  await relay.post(relay.insUrl('acme', 'wrong-key'), '{}');
  await relay.relay('connections', 'pause', 'acme');
  await notify({ receipt: newReceipt() });
  await relay.relay('connections', 'resume', 'acme');
  const events = await relay.settled(9);
  const outcomes = events.map((event) => event.outcome).sort();
  expect(outcomes).toEqual([
    'delivered',
    'delivered',
    'delivered',
    'delivered',
    'duplicate',
    'rejected',
    'rejected',
    'test',
    'unattributed',
  ]);
  const unattributed = events.find((event) => event.outcome === 'unattributed');
  await relay.relay('assign-click', unattributed?.eventId ?? '', '65f1c0de65f1c0de65f1c0de');
  await relay.settled(5, '--outcome', 'delivered');

  await lookAtEveryPage();
  const denied = await askRedis(server.port, (redis) => redis.acl('LOG'), ADMIN);
  expect(denied).toEqual([]);
});

/** What the console reads, by a token of an administrator who has signed in. */
async function lookAtEveryPage(): Promise<void> {
  const password = /: (\S+)/.exec(await relay.relay('users', 'reset-password', 'admin'))?.[1] ?? '';
  const console_ = openSession(relay.stack.consoleUrl);
  await console_.call('POST', '/api/session', { name: 'admin', password });
  await console_.call('PUT', '/api/session/password', { current: password, next: 'five brave wild geese' });
  for (const path of [
    '/api/overview?range=1h',
    '/api/attention',
    '/api/connections',
    '/api/connections/acme',
    '/api/connections/acme/rules',
    '/api/events?outcome=delivered',
    '/api/repairs',
    '/api/system/queues',
    '/api/system/redis',
    '/api/destinations',
    '/api/users',
    '/api/tokens',
    '/api/audit',
  ]) {
    expect(`${path} ${await console_.call('GET', path)}`).toBe(`${path} 200`);
  }
}

test.each([
  ['console', 'FLUSHALL', []],
  ['console', 'GET', ['another-application']],
  ['ingest', 'FLUSHALL', []],
  ['ingest', 'HSET', ['{ins}:connections', 'acme', '{}']],
  ['ingest', 'LRANGE', ['{ins}:postback.deliver:wait', '0', '-1']],
  ['ingest', 'CONFIG', ['SET', 'maxmemory', '0']],
  ['ingest', 'GET', ['another-application']],
  ['mapper', 'HSET', ['{ins}:connections', 'acme', '{}']],
  ['mapper', 'KEYS', ['*']],
  ['dispatcher', 'LRANGE', ['{ins}:notification.map:wait', '0', '-1']],
  ['dispatcher', 'GET', ['{ins}:claim:acme:x']],
  ['relay', 'FLUSHDB', []],
  ['relay', 'GET', ['another-application']],
])('the user of %s may not %s %j', async (app, command, args) => {
  const ask = askRedis(server.port, (redis) => redis.call(command, ...args), documentedUser(app));
  await expect(ask).rejects.toThrow(/NOPERM/);
});
