import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ConnectionStore } from '@ins-relay/connections';
import type { Connection } from '@ins-relay/contracts';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import {
  getFreePort,
  makeCertificate,
  startHttpServer,
  startRedisServer,
  type RedisServer,
} from '@ins-relay/testkit';
import { examine } from '../src/doctor/examine.js';
import { formatFindings } from '../src/doctor/format-findings.js';

const MASTER_KEYS = `k1:${randomBytes(32).toString('base64')}`;
const settings = JSON.parse(
  readFileSync(join(__dirname, '../../../packages/mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const NO_SOURCES = new Map<string, string>();

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedisServer({ appendonly: true });
});
afterAll(() => redis.stop());
beforeEach(async () => {
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
});

const env = (more: Record<string, string> = {}) => ({
  REDIS_URL: redis.url,
  MASTER_KEYS,
  ALLOW_PRIVATE_DESTINATIONS: 'true',
  ...more,
});

async function find(about: string, more: Record<string, string> = {}, sources = NO_SOURCES) {
  return (await examine(env(more), sources)).filter((finding) => finding.about === about);
}

async function declare(trackingDomain: string): Promise<void> {
  const client = new Redis(redis.url);
  const store = new ConnectionStore(client, '{ins}', new Keyring(parseMasterKeys(MASTER_KEYS)));
  await store.save([{ ...settings, id: 'acme', redtrack: { ...settings.redtrack, trackingDomain } }]);
  client.disconnect();
}

test('settings that can’t be used are named, all of them, and nothing else is tried', async () => {
  const findings = await examine({ REDIS_URL: 'nonsense', KEY_PREFIX: 'ins' }, NO_SOURCES);
  expect(findings.map(({ about, level }) => `${about} ${level}`)).toEqual(
    findings.map(() => 'settings failure'),
  );
  expect(formatFindings(findings)).toMatch(/REDIS_URL[\s\S]*MASTER_KEYS|MASTER_KEYS[\s\S]*REDIS_URL/);
});

test('master keys that can’t be read are a finding, and are not repeated', async () => {
  const findings = await examine(env({ MASTER_KEYS: 'k1:tooshort' }), NO_SOURCES);
  expect(findings).toMatchObject([{ about: 'settings', level: 'failure' }]);
  expect(JSON.stringify(findings)).not.toContain('tooshort');
});

test('a Redis that nobody finds is a failure, and what does not need it is looked at all the same', async () => {
  const port = await getFreePort();
  const findings = await examine(env({ REDIS_URL: `redis://127.0.0.1:${port}` }), NO_SOURCES);
  expect(findings.find(({ about }) => about === 'Redis')).toMatchObject({
    level: 'failure',
    text: expect.stringContaining('ECONNREFUSED') as string,
  });
  expect(findings.map(({ about }) => about)).toContain('INS URL');
}, 20_000);

test('a Redis that keeps everything is well; one that loses or evicts is told, with the way to mend it', async () => {
  expect(await find('Redis')).toMatchObject([{ level: 'ok' }]);
  const bad = await startRedisServer({
    extraArgs: ['--maxmemory-policy', 'allkeys-lru', '--maxmemory', '100mb'],
  });
  const findings = await find('Redis', { REDIS_URL: bad.url });
  await bad.stop();
  expect(findings.map(({ level }) => level)).toContain('failure');
  expect(formatFindings(findings)).toMatch(
    /CONFIG SET maxmemory-policy noeviction[\s\S]*CONFIG SET appendonly yes/,
  );
});

test('the clock of Redis is compared', async () => {
  expect(await find('clock')).toMatchObject([{ level: 'ok' }]);
});

test('an INS URL is well only where ingest answers', async () => {
  const other = await startHttpServer((_request, response) => void response.end('<h1>Welcome to nginx</h1>'));
  const [wrong] = await find('INS URL', { PUBLIC_INS_BASE_URL: other.url });
  expect(wrong).toMatchObject({ level: 'failure', text: `${other.url} is answered with 200, not by ingest` });
  await other.close();
  const [nobody] = await find('INS URL', { PUBLIC_INS_BASE_URL: other.url });
  expect(nobody).toMatchObject({ level: 'failure', text: `${other.url} is not answered: ECONNREFUSED` });
});

test('an address that ClickBank can’t reach is told', async () => {
  const findings = await find('INS URL', { PUBLIC_INS_BASE_URL: 'http://127.0.0.1:1' });
  expect(findings[1]).toMatchObject({ level: 'warning', text: 'ClickBank can’t reach 127.0.0.1' });
});

test('without connections it says how to declare one; one that was never called says what to press', async () => {
  expect(await find('connections')).toMatchObject([
    { level: 'warning', fix: expect.stringContaining('relay apply') as string },
  ]);
  await declare('http://127.0.0.1:1');
  expect(await find('acme')).toMatchObject([
    {
      level: 'warning',
      text: 'ClickBank has not called it yet',
      fix: expect.stringContaining('press Test') as string,
    },
  ]);
});

test('a tracking domain where nobody listens, and one in a private network, are told apart', async () => {
  const port = await getFreePort();
  await declare(`http://127.0.0.1:${port}`);
  const about = `127.0.0.1:${port}`;
  expect(await find(about)).toMatchObject([{ level: 'failure', text: 'can’t be reached: ECONNREFUSED' }]);
  expect(await find(about, { ALLOW_PRIVATE_DESTINATIONS: 'false' })).toMatchObject([
    { level: 'failure', text: 'can’t be reached: ERR_PRIVATE_ADDRESS' },
  ]);
});

test('a certificate that nobody vouches for is told', async () => {
  const certificate = await makeCertificate();
  const { certFile, keyFile } = certificate;
  const server = createServer(
    { key: readFileSync(keyFile), cert: readFileSync(certFile) },
    (_request, response) => {
      response.end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await declare(`https://localhost:${port}`);
  const findings = await find(`localhost:${port}`);
  server.close();
  await certificate.remove();
  expect(findings).toMatchObject([
    {
      level: 'failure',
      text: 'can’t be reached: DEPTH_ZERO_SELF_SIGNED_CERT',
      fix: expect.stringContaining('nobody vouches') as string,
    },
  ]);
});

test('RedTrack is asked for its duplicate mode where a key and an offer source are given', async () => {
  let mode = 'ignore-by-event-id';
  const api = await startHttpServer((request, response) => {
    expect(request.url).toBe('/networks/n1?api_key=k');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ postback_mode: mode }));
  });
  await declare('http://127.0.0.1:1');
  const ask = { REDTRACK_API_KEY: 'k', REDTRACK_API_URL: api.url };
  const sources = new Map([['acme', 'n1']]);
  const judge = async () => (await find('acme', ask, sources)).find(({ text }) => /duplicate/i.test(text));
  expect(await judge()).toMatchObject({ level: 'ok' });
  mode = 'create-new';
  expect(await judge()).toMatchObject({
    level: 'failure',
    fix: expect.stringContaining('by event id') as string,
  });
  await api.close();
  expect(await find('duplicate mode')).toMatchObject([{ level: 'skipped' }]);
});

test('a Kafka that nobody finds is a failure', async () => {
  const port = await getFreePort();
  const findings = await find('Kafka', { JOURNAL: 'kafka', KAFKA_BROKERS: `127.0.0.1:${port}` });
  expect(findings).toMatchObject([
    { level: 'failure', text: expect.stringContaining('ECONNREFUSED') as string },
  ]);
}, 30_000);
