import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startHttpServer, waitFor, type TestHttpServer } from '@ins-relay/testkit';
import { INGEST_KEY, SECRET_KEY } from './support/connections-yaml.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { CLICK_ID, newReceipt, sampleNotification } from './support/sample-notification.js';

const EMAIL = 'planted.buyer@private.example';
const TOKEN = 'PLANTEDPTOKEN42';
const PLANTED = {
  email: EMAIL,
  firstName: 'Plantedfirst',
  lastName: 'Plantedlast',
  phone: '+15550123999',
  address: '77 Planted Street',
  secretKey: SECRET_KEY,
  ingestKey: INGEST_KEY,
  postbackToken: TOKEN,
};
const MASTER_KEYS = [0, 1].map((i) => `k${i}:${randomBytes(32).toString('base64')}`);

let folder: string;
let relay: RelayUnderTest;
let redis: Redis;
let echo: TestHttpServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ins-relay-privacy-'));
  // Answers with what it was asked, as error pages do.
  echo = await startHttpServer((request, response) => {
    response.writeHead(404).end(`no such page: ${request.url ?? ''}`);
  });
  relay = await RelayUnderTest.start({
    logsDir: folder,
    masterKeys: MASTER_KEYS[0],
    env: { LOG_LEVEL: 'debug' },
  });
  redis = new Redis(relay.redis.url);
  await redis.config('SET', 'rdbcompression', 'no');
  const redtrack = `redtrack: { trackingDomain: '${relay.stack.sandboxUrl}', postbackToken: ${TOKEN} }`;
  const parameters = `parameters:
      - { name: email, value: '{customer.email}' }
      - { name: who, value: '{customer.firstName} {customer.lastName}' }
      - { name: phone, value: '{customer.phone}' }
      - { name: where, value: '{customer.address1}' }`;
  await relay.apply(
    { id: 'private', redtrack, more: parameters },
    { id: 'failing', trackingDomain: echo.url, more: parameters },
    { id: 'paused', enabled: false },
    { id: 'ruled', more: 'rules: [{ name: broken, when: event.vendorVariables.x == "1", ignore: x }]' },
    { id: 'mistaken', secretKey: 'ANOTHERSECRET' },
  );
});
afterAll(async () => {
  await redis?.quit();
  await relay?.stop();
  await echo?.close();
  rmSync(folder, { recursive: true });
});

function plantedNotification(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const { address: address1, email, firstName, lastName, phone: phoneNumber } = PLANTED;
  const contact = { email, firstName, lastName, phoneNumber, address: { address1, country: 'US' } };
  return sampleNotification({ customer: { billing: contact, shipping: contact }, ...overrides });
}

/** Every way in which a value could have ended up somewhere. */
function listForms(value: string): string[] {
  const bytes = Buffer.from(value);
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The ends depend on what stands beside it.
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  const forms = [value, value.toLowerCase(), encodeURIComponent(value), bytes.toString('hex'), ...aligned];
  return [...new Set(forms)].filter((form) => form.length >= 8);
}

function findPlanted(where: string, bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  return Object.entries(PLANTED).flatMap(([name, value]) =>
    listForms(value).some((form) => text.includes(form)) ? [`${name} in ${where}`] : [],
  );
}

function readTree(path: string): [string, Buffer][] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, readFileSync(file)]);
}

async function readRedisFiles(): Promise<[string, Buffer][]> {
  await redis.save();
  const [, dir = ''] = await redis.config('GET', 'dir');
  return readTree(dir);
}

async function readAllMetrics(): Promise<[string, Buffer][]> {
  const texts = await Promise.all(
    (['ingest', 'mapper', 'dispatcher'] as const).map(async (app) => {
      const text = await relay.readMetrics(app);
      expect(text).toContain('ins_relay_build_info');
      return [`metrics of ${app}`, Buffer.from(text)] as [string, Buffer];
    }),
  );
  expect(String(texts[2]?.[1])).toMatch(/ins_relay_events_total\{connection="private",outcome="delivered"/);
  return texts;
}

test('no byte of logs, of Redis on disk, of metrics or of health answers tells who bought or what the keys are', async () => {
  const sent = newReceipt();
  for (const id of ['private', 'failing', 'paused', 'ruled', 'mistaken']) {
    await relay.notify(id, plantedNotification({ receipt: id === 'private' ? sent : newReceipt() }));
  }
  await relay.notify('private', plantedNotification({ receipt: sent, transactionType: 'RFND' }));
  await relay.notify('private', plantedNotification({ receipt: newReceipt(), trackingCodes: undefined }));
  await relay.post(relay.insUrl('private', 'guess'), JSON.stringify(plantedNotification()));
  await fetch(
    `${relay.stack.ingestUrl}/postback/private?clickid=${CLICK_ID}&key=${INGEST_KEY}&email=${EMAIL}`,
  );
  await waitFor(
    async () => {
      const outcomes = new Set((await relay.events()).map(({ outcome }) => outcome));
      const wanted = ['delivered', 'failed', 'pending', 'quarantined', 'rejected', 'unattributed', 'ignored'];
      const missing = wanted.filter((outcome) => !outcomes.has(outcome));
      if (missing.length > 0) throw new Error(`none is ${missing.join(', ')}`);
      return true;
    },
    { describe: 'events of every outcome', timeoutMs: 30_000, intervalMs: 200 },
  );
  await relay.relay('replay', '--outcome', 'quarantined', '--yes');
  await relay.stack.processes.mapper[0]?.kill('SIGKILL');
  await relay.stack.processes.mapper[0]?.restart();
  expect(JSON.stringify(await relay.postbacks())).toContain(EMAIL);
  const health = JSON.stringify(await relay.readIngestHealth());
  const places: [string, Buffer][] = [
    ...readTree(folder),
    ...(await readRedisFiles()),
    ['health', Buffer.from(health)],
    ...(await readAllMetrics()),
  ];
  expect(places.length).toBeGreaterThan(5);
  expect(places.flatMap(([where, bytes]) => findPlanted(where, bytes))).toEqual([]);
}, 90_000);

test('that search finds a value however it is written', () => {
  for (const form of [EMAIL, encodeURIComponent(EMAIL), Buffer.from(EMAIL).toString('hex')]) {
    expect(findPlanted('here', Buffer.from(`x${form}y`))).toEqual(['email in here']);
  }
  for (const before of ['', 'a', 'ab', 'abc']) {
    const encoded = Buffer.from(`${before}${EMAIL}after`).toString('base64');
    expect(findPlanted('here', Buffer.from(encoded))).toEqual(['email in here']);
  }
});

test('the master key is rotated while everything runs; afterwards the old one opens nothing', async () => {
  const [old, fresh] = MASTER_KEYS;
  const between = { MASTER_KEYS: `${fresh},${old}` };
  const rotated = await relay.stack.runRelay(['keys', 'rotate'], { env: between });
  expect(rotated.stdout).toMatch(/Sealed anew: 5 connections, \d+ events, [1-9]\d* kept calls/);
  const again = await relay.stack.runRelay(['keys', 'rotate'], { env: between });
  expect(again.stdout).toMatch(/Sealed anew: 0 connections, 0 events, 0 kept calls/);
  expect(again.stdout).toContain('Nothing is sealed under another key any more');
  const after = await relay.stack.runRelay(['events', '--json', '--email', EMAIL, '--limit', '100'], {
    env: { MASTER_KEYS: fresh },
  });
  expect(after.stdout.match(/"eventId"/g)?.length).toBeGreaterThanOrEqual(5);
  const shown = await relay.stack.runRelay(['connections', 'list'], { env: { MASTER_KEYS: old } });
  expect(shown.stderr).toContain('sealed under the master key "k1"');
});

test('a customer who is erased is nowhere any more, and the bookkeeping stays', async () => {
  const env = { MASTER_KEYS: MASTER_KEYS[1] };
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await relay.stack.runRelay(args, { env });
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    return stdout;
  };
  const dry = await run('erase', '--email', EMAIL.toUpperCase(), '--dry-run');
  const count = Number(/^(\d+) events/.exec(dry)?.[1]);
  expect(count).toBeGreaterThanOrEqual(5);
  const total = (await run('events', '--json', '--limit', '1000')).match(/"eventId"/g)?.length;
  await run('erase', '--email', EMAIL, '--yes');
  expect(await run('erase', '--email', EMAIL, '--dry-run')).toMatch(/^0 events/);
  const events = (await run('events', '--json', '--limit', '1000'))
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(events).toHaveLength(total ?? 0);
  const erased = events.map(
    (line) => JSON.parse(line) as { isErased: boolean; eventId: string; receipt?: string },
  );
  const first = erased.find(({ isErased }) => isErased);
  expect(erased.filter(({ isErased }) => isErased)).toHaveLength(count);
  expect(await run('show', first?.eventId ?? '', '--reveal')).not.toContain('lanted');
  expect(await run('replay', first?.eventId ?? '')).toContain('its customer was erased');
});
