import { HealthChecks } from './health.js';
import { startHealthServer } from './health-server.js';

async function getReady(checks: HealthChecks): Promise<{ status: number; body: unknown }> {
  const server = await startHealthServer(checks, '127.0.0.1', 0);
  try {
    const response = await fetch(`http://127.0.0.1:${server.port}/health/ready`);
    return { status: response.status, body: await response.json() };
  } finally {
    await server.close();
  }
}

test('ready is 200 while every check passes', async () => {
  const checks = new HealthChecks();
  checks.add('redis', async () => ({ ok: true }));
  expect(await getReady(checks)).toEqual({
    status: 200,
    body: { status: 'ok', checks: { redis: { ok: true } } },
  });
});

test('ready is 503 and names the check that fails, throws or hangs', async () => {
  const checks = new HealthChecks();
  checks.add('redis', () => Promise.reject(new Error('connection refused')));
  checks.add('worker', () => new Promise(() => undefined));
  const { status, body } = await getReady(checks);
  expect(status).toBe(503);
  expect(body).toMatchObject({
    checks: {
      redis: { ok: false, detail: 'connection refused' },
      worker: { ok: false, detail: 'no answer in 1000 ms' },
    },
  });
});

test('an app that is stopping is not ready', async () => {
  const checks = new HealthChecks();
  checks.beginStopping();
  expect((await getReady(checks)).status).toBe(503);
});
