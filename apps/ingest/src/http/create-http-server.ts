import { createServer, type Server } from 'node:http';

/** ClickBank waits 3 s for an answer; whoever needs longer to send a few kB is no caller of ours. */
const REQUEST_MS_MAX = 10_000;
const HEADERS_MS_MAX = 5_000;
/** Longer than load balancers keep an idle connection, so that they are the ones to close it. */
const IDLE_MS_MAX = 65_000;
const HEADER_BYTES_MAX = 8_192;
/** More than any number of ClickBank's senders and load balancers opens. */
const CONNECTIONS_MAX = 10_000;

/** A server that bears the open internet. It answers nothing yet. */
export function createHttpServer(): Server {
  const server = createServer({
    requestTimeout: REQUEST_MS_MAX,
    headersTimeout: HEADERS_MS_MAX,
    keepAliveTimeout: IDLE_MS_MAX,
    maxHeaderSize: HEADER_BYTES_MAX,
    connectionsCheckingInterval: 1_000,
  });
  server.setTimeout(REQUEST_MS_MAX);
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}
