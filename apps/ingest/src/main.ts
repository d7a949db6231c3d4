import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { loadConfig, NestLogger, readVersion, runApp, splitAddressList } from '@ins-relay/platform';
import { openTelemetry, type Telemetry } from '@ins-relay/tracing';
import { AcceptNotification } from './accept-notification.js';
import { IngestConfig } from './ingest-config.js';
import { IngestModule, IngestRuntime } from './ingest.module.js';
import { UniformAnswersFilter } from './uniform-answers.filter.js';

/** ClickBank waits 3 s for an answer; whoever needs longer to send a few kB is no caller of ours. */
const REQUEST_MS_MAX = 10_000;
const HEADERS_MS_MAX = 5_000;
/** Longer than load balancers keep an idle connection, so that they are the ones to close it. */
const IDLE_MS_MAX = 65_000;
const HEADER_BYTES_MAX = 8_192;
/** More than any number of ClickBank's senders and load balancers opens. */
const CONNECTIONS_MAX = 10_000;
const BYTES = 'application/octet-stream';
/** For whoever opens an address in a browser; TLS, and so HSTS, is up to whatever is in front. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

await runApp({
  name: 'ingest',
  loadConfig: () => loadConfig(IngestConfig, process.env),
  start: async (config, logger) => {
    const version = readVersion(import.meta.url);
    const telemetry = await openTelemetry({ app: 'ingest', version, env: process.env }, logger);
    const nest = await createIngest(config, telemetry);
    await nest.listen({ port: config.ingestPort, host: config.ingestHost });
    logger.info({ address: await nest.getUrl() }, 'listening');
    return { nest, health: nest.get(IngestRuntime).health, metrics: telemetry.metrics };
  },
});

async function createIngest(config: IngestConfig, telemetry: Telemetry): Promise<NestFastifyApplication> {
  const { logger, metrics } = telemetry;
  const adapter = new FastifyAdapter({
    bodyLimit: config.bodyBytesMax,
    trustProxy: splitAddressList(config.trustedProxies),
    requestTimeout: REQUEST_MS_MAX,
    connectionTimeout: REQUEST_MS_MAX,
    keepAliveTimeout: IDLE_MS_MAX,
    // Whoever pastes `/postback/?type=…` means the same.
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: true },
    // Fastify's own answer would repeat the address.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      void reply.status(404).headers(SECURITY_HEADERS).send({ status: 'not found' });
    },
    http: {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: HEADERS_MS_MAX,
      connectionsCheckingInterval: 1_000,
    },
  });
  const nest = await NestFactory.create<NestFastifyApplication>(
    IngestModule.register(config, telemetry),
    adapter,
    {
      logger: new NestLogger(logger),
      bodyParser: false,
    },
  );
  const fastify = adapter.getInstance();
  fastify.server.maxConnections = CONNECTIONS_MAX;
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    reply.headers(SECURITY_HEADERS);
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.http.note(request.method, request.routeOptions.url ?? '', reply.statusCode, reply.elapsedTime);
    done();
  });
  // ClickBank documents no Content-Type, so the body is taken as bytes whatever it says, even where it is malformed.
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.headers['content-type'] = BYTES;
    done();
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(BYTES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  nest.useGlobalFilters(new UniformAnswersFilter(nest.get(AcceptNotification), logger));
  return nest;
}
