import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { findRepositoryRoot, getFreePort, startProcess, startRedisServer } from '@ins-relay/testkit';
import { listVariables } from '../src/list-variables.js';

const root = findRepositoryRoot(__dirname);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = read('docker/Dockerfile');
const { version: compose, services } = parse(read('docker/compose.yaml'), { merge: true }) as {
  version?: string;
  services: Record<
    string,
    { image: string; read_only?: boolean; environment?: Record<string, string>; ports?: string[] }
  >;
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
  expect(Object.keys(services)).toEqual([...APPS, 'redis', 'prometheus', 'grafana']);
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

test('what the image is made of starts without the repository around it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ins-relay-image-'));
  const redis = await startRedisServer({ appendonly: true });
  try {
    const steps = ['deploy', '--legacy', '--prod'];
    expect(dockerfile).toContain(`pnpm --filter "@ins-relay/\${APP}" ${steps.join(' ')}`);
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
      args: ['dist/main.js'],
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
