import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthChecks } from './health.js';

/** What the app shows to Prometheus. */
export interface ReadableMetrics {
  readonly registry: { readonly contentType: string };
  read(): Promise<string>;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/health/live` (the process answers), `/health/ready` (200, or 503 with what is failing) and `/metrics` on a
 * port of its own, so that none is reachable through the public one.
 * @param port 0 picks a free one
 */
export async function startHealthServer(
  checks: HealthChecks,
  host: string,
  port: number,
  metrics?: ReadableMetrics,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answer(checks, metrics, request.url ?? '').then(({ body, status, type }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(body);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function answer(
  checks: HealthChecks,
  metrics: ReadableMetrics | undefined,
  url: string,
): Promise<Answer> {
  if (url === '/metrics' && metrics !== undefined) return answerMetrics(metrics);
  if (url === '/health/live') return toJson(200, { status: 'ok' });
  if (url !== '/health/ready') return toJson(404, { status: 'not found' });
  const report = await checks.report();
  return toJson(report.status === 'ok' ? 200 : 503, report);
}

async function answerMetrics(metrics: ReadableMetrics): Promise<Answer> {
  try {
    return { status: 200, type: metrics.registry.contentType, body: await metrics.read() };
  } catch {
    return toJson(500, { status: 'metrics can’t be read' });
  }
}

function toJson(status: number, body: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
