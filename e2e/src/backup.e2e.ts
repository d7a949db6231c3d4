import { randomBytes } from 'node:crypto';
import { encryptNotification } from '@ins-relay/clickbank';
import { getFreePort } from '@ins-relay/testkit';
import { SECRET_KEY } from './support/connections-yaml.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';
import { RelayUnderTest } from './support/relay-under-test.js';

const createMasterKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const masterKeys = createMasterKey('k1');

let backup: string;
/** Where ClickBank posts to: of now, and the key before, which is accepted for some days more. */
let keys: string[];
let relay: RelayUnderTest;

beforeAll(async () => {
  // The tracking domain is in the backup, so both have the same.
  const ports = { sandbox: await getFreePort() };
  const lost = await RelayUnderTest.start({ masterKeys, ports });
  try {
    await lost.apply({ id: 'acme' });
    const rotated = await lost.relay('connections', 'rotate-key', 'acme');
    keys = [/key=(\S+)/.exec(rotated)?.[1] ?? '', new URL(lost.insUrl('acme')).searchParams.get('key') ?? ''];
    backup = await lost.relay('connections', 'export', '--sealed');
  } finally {
    await lost.stop();
  }
  // Another Redis, empty; other processes, which have nothing in memory either.
  relay = await RelayUnderTest.start({ masterKeys, ports });
});
afterAll(() => relay?.stop());

test('a sealed backup does not open without the master key, and nothing is applied', async () => {
  const { code, stderr } = await relay.stack.runRelay(['apply', '-f', '-'], {
    input: backup,
    env: { MASTER_KEYS: createMasterKey('k2') },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('sealed under the master key "k1", which is not configured');
  expect(await relay.relay('connections', 'list')).toContain('No connection yet');
});

test('a sealed backup brings every INS URL back, those with a key that was replaced included', async () => {
  expect((await relay.notify('acme', sampleNotification())).status).toBe(400);
  const { code, stderr } = await relay.stack.runRelay(['apply', '-f', '-'], { input: backup });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await relay.relay('connections', 'show', 'acme')).toContain(
    `INS URL            ${relay.insUrl('acme', keys[0])}\n`,
  );
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) {
    const receipt = newReceipt();
    const notification = encryptNotification(sampleNotification({ receipt }), SECRET_KEY, randomBytes(16));
    const response = await relay.post(relay.insUrl('acme', key), JSON.stringify(notification));
    expect(response.status).toBe(200);
    expect(await relay.settled(1, '--receipt', receipt)).toMatchObject([{ outcome: 'delivered' }]);
  }
});

test('applied a second time it changes nothing', async () => {
  const { stdout } = await relay.stack.runRelay(['apply', '-f', '-'], { input: backup });
  expect(stdout).toContain('0 created, 0 changed, 1 unchanged');
});

test('an export that lacks a connection ends with 1 and says which', async () => {
  const { code, stderr, stdout } = await relay.stack.runRelay(['connections', 'export', '--sealed'], {
    env: { MASTER_KEYS: createMasterKey('k3') },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('acme is not in it, it can\'t be read: sealed under the master key "k1"');
  expect(stdout).not.toContain('id: acme');
});
