import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import {
  findRepositoryRoot,
  getFreePort,
  startProcess,
  startRedisServer,
  SERVICE_NODE_ENVIRONMENT,
  SERVICE_NODE_FLAGS,
} from '@ins-relay/testkit';
import { listVariables } from '../src/list-variables.js';

const root = findRepositoryRoot(__dirname);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = read('docker/Dockerfile');
interface Service {
  readonly image: string;
  readonly read_only?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly depends_on?: Readonly<Record<string, object>>;
}
const { version: compose, services } = parse(read('docker/compose.yaml'), { merge: true }) as {
  version?: string;
  services: Record<string, Service>;
};
const APPS = ['ingest', 'mapper', 'dispatcher', 'console', 'relay'];

test('the Dockerfile is one, and runs as nobody', () => {
  expect(validate(dockerfile).map(({ message, range }) => [range.start.line + 1, message])).toEqual([]);
  expect(dockerfile).toMatch(/^USER nonroot$/m);
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  const used = [...dockerfile.matchAll(/^ARG \w+_IMAGE=(\S+)$/gm)].map(([, image]) => image ?? '');
  expect(used.length).toBe(2);
  expect(used.filter((image) => !image.includes(':') || image.endsWith(':latest'))).toEqual([]);
});

test('the compose file has every app, read-only, with variables that an app reads, and publishes on the loopback', () => {
  expect(compose).toBeUndefined();
  expect(Object.keys(services)).toEqual([...APPS, 'redis', 'kafka', 'prometheus', 'grafana']);
  const variables = listVariables(root);
  for (const app of APPS) {
    expect(services[app]?.read_only).toBe(true);
    const unknown = Object.keys(services[app]?.environment ?? {}).filter((name) => !variables.has(name));
    expect(unknown).toEqual([]);
  }
  const published = Object.values(services).flatMap(({ ports = [] }) => ports);
  expect(published.length).toBe(3);
  for (const port of published) expect(port).toMatch(/:-127\.0\.0\.1:\d+\}:\d+$/);
  expect(Object.values(services).filter(({ image }) => image.endsWith(':latest'))).toEqual([]);
});

test('Kafka runs along in its profile only, keeps what it has, and is reached by the apps alone', () => {
  const {
    environment = {},
    healthcheck,
    image,
    ports,
    profiles,
    volumes,
  } = services['kafka'] ?? { image: '' };
  const jars = JSON.parse(read('scripts/lib/kafka-jars.json')) as { path: string }[];
  const tested = jars.map(({ path }) => /\/kafka-clients-(.+)\.jar$/.exec(path)?.[1]).find(Boolean);
  expect(image).toBe(`apache/kafka:${tested}`);
  expect(profiles).toEqual(['kafka']);
  expect(ports).toBeUndefined();
  expect(volumes).toEqual([`kafka-data:${environment['KAFKA_LOG_DIRS']}`]);
  const brokers = environment['KAFKA_ADVERTISED_LISTENERS']?.replace('CLIENT://', '');
  expect(healthcheck?.test).toContain(brokers?.split(':')[1]);
  for (const app of ['ingest', 'mapper', 'dispatcher', 'relay']) {
    expect(services[app]?.environment).toMatchObject({ JOURNAL: '${JOURNAL:-off}', KAFKA_BROKERS: brokers });
    expect(services[app]?.depends_on?.['kafka']).toEqual({ condition: 'service_healthy', required: false });
  }
});

test('what is to be filled in is what the compose file asks for', () => {
  const asked = [...read('docker/compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
  const told = [...read('docker/.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name ?? '');
  // Compose reads this one itself.
  expect(told.filter((name) => !asked.includes(name))).toEqual(['COMPOSE_PROFILES']);
});

test('what the image is made of starts without the repository around it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ins-relay-image-'));
  const redis = await startRedisServer({ appendonly: true });
  try {
    const steps = ['deploy', '--legacy', '--prod'];
    expect(dockerfile).toContain(`pnpm --filter "@ins-relay/\${APP}" ${steps.join(' ')}`);
    const [, written = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const command = JSON.parse(written) as string[];
    expect(command).toEqual([...SERVICE_NODE_FLAGS, 'dist/main.js']);
    for (const [name, value] of Object.entries(SERVICE_NODE_ENVIRONMENT)) {
      expect(dockerfile).toContain(` ${name}=${value} `);
    }
    const out = join(folder, 'out');
    const pnpm = join(root, 'scripts/pnpm.mjs');
    execFileSync(process.execPath, [pnpm, '--filter', '@ins-relay/mapper', ...steps, out], {
      cwd: root,
      stdio: 'pipe',
    });
    const port = await getFreePort();
    const app = await startProcess({
      name: 'mapper',
      command: process.execPath,
      args: command,
      cwd: out,
      env: {
        MASTER_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
        REDIS_URL: redis.url,
        HEALTH_PORT: String(port),
      },
      readyUrl: `http://127.0.0.1:${port}/health/ready`,
    });
    await app.stop();
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
