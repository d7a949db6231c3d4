import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthChecks } from './health.js';

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/health/live` (the process answers) and `/health/ready` (200, or 503 with what is failing) on a port
 * of its own, so that neither is reachable through the public one.
 * @param port 0 picks a free one
 */
export async function startHealthServer(
  checks: HealthChecks,
  host: string,
  port: number,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answer(checks, request.url ?? '').then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

async function answer(checks: HealthChecks, url: string): Promise<[number, object]> {
  if (url === '/health/live') return [200, { status: 'ok' }];
  if (url !== '/health/ready') return [404, { status: 'not found' }];
  const report = await checks.report();
  return [report.status === 'ok' ? 200 : 503, report];
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
