import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { NestLogger, splitAddressList } from '@ins-relay/platform';
import type { Telemetry } from '@ins-relay/tracing';
import { AcceptNotification } from './accept-notification.js';
import { createHttpServer } from './http/create-http-server.js';
import { ROUTER_OPTIONS } from './http/router-options.js';
import { SECURITY_HEADERS } from './http/security-headers.js';
import type { IngestConfig } from './ingest-config.js';
import { IngestModule } from './ingest.module.js';
import { InsEndpoint } from './ins/ins-endpoint.js';
import { UniformAnswersFilter } from './uniform-answers.filter.js';

const BYTES = 'application/octet-stream';

/** Everything that answers, not yet listening. */
export async function createIngest(
  config: IngestConfig,
  telemetry: Telemetry,
): Promise<NestFastifyApplication> {
  const { logger, metrics } = telemetry;
  const { bodyBytesMax } = config;
  const trustedProxies = splitAddressList(config.trustedProxies);
  const server = createHttpServer();
  const adapter = new FastifyAdapter({
    serverFactory: () => server,
    bodyLimit: bodyBytesMax,
    trustProxy: trustedProxies,
    routerOptions: ROUTER_OPTIONS,
    // Fastify's own answer would repeat the address.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      void reply.status(404).headers(SECURITY_HEADERS).send({ status: 'not found' });
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
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    reply.headers(SECURITY_HEADERS);
    if (!server.listening) reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.http.note(request.method, request.routeOptions.url ?? '', reply.statusCode, reply.elapsedTime);
    done();
  });
  // Whatever a pixel posts is not looked at, so it is taken as bytes whatever it says, even where that is malformed.
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.headers['content-type'] = BYTES;
    done();
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(BYTES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  nest.useGlobalFilters(new UniformAnswersFilter(logger));

  const acceptNotification = nest.get(AcceptNotification);
  const ins = new InsEndpoint({ acceptNotification, logger, metrics, server, bodyBytesMax, trustedProxies });
  server.on('request', (request, response) => {
    if (!ins.take(request, response)) fastify.routing(request, response);
  });
  return nest;
}
