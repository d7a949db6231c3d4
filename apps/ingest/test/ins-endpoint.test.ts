import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppMetrics } from '@ins-relay/metrics';
import { InsEndpoint, type InsEndpointPorts } from '../src/ins/ins-endpoint.js';

let server: Server;
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Calls an endpoint that decides with `acceptNotification`. */
async function call(
  acceptNotification: Partial<InsEndpointPorts['acceptNotification']>,
  init: RequestInit = {},
) {
  const lines: object[] = [];
  const log = (line: object) => void lines.push(line);
  const metrics = new AppMetrics('ingest', '1');
  const endpoint = new InsEndpoint({
    acceptNotification: acceptNotification as InsEndpointPorts['acceptNotification'],
    logger: { info: log, error: log },
    metrics,
    server,
    bodyBytesMax: 10,
    trustedProxies: ['127.0.0.1'],
  });
  server.on('request', (request, response) => void endpoint.take(request, response));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/ins/acme?key=k`, { method: 'POST', ...init });
  return { status: response.status, text: await response.text(), lines, metrics };
}

test('what nobody foresaw is answered like an outage, so that ClickBank comes again, and told in the log', async () => {
  const error = new Error('no such thing');
  const { status, text, lines, metrics } = await call({ accept: () => Promise.reject(error) });
  expect({ status, text }).toEqual({ status: 503, text: '{"status":"try again later"}' });
  expect(lines).toEqual([{ err: error, connection: 'acme' }]);
  expect(await metrics.read()).toContain(
    '{method="POST",route="/ins/:connection",status="503",app="ingest"} 1',
  );
});

test('a call comes to the decision whole, with the address that a trusted proxy tells', async () => {
  const calls: object[] = [];
  const { status } = await call(
    {
      accept: async ({ address, body, connectionId, ingestKey }) => {
        calls.push({ address, body: String(body), connectionId, ingestKey });
        return { result: 'accepted', eventId: 'e1', transactionType: 'SALE' };
      },
    },
    { body: '0123456789', headers: { 'x-forwarded-for': '192.0.2.1, 203.0.113.7' } },
  );
  expect(status).toBe(200);
  expect(calls).toEqual([
    { address: '203.0.113.7', body: '0123456789', connectionId: 'acme', ingestKey: 'k' },
  ]);
});
