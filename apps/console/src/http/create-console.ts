import { existsSync } from 'node:fs';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AppMetrics } from '@ins-relay/metrics';
import { NestLogger, splitAddressList, type Logger } from '@ins-relay/platform';
import type { ConsoleConfig } from '../console-config.js';
import { ConsoleContext } from '../console-context.js';
import { ConsoleModule } from '../console.module.js';
import { buildOpenApiDocument } from '../openapi/build-document.js';
import { mountQueueBoard } from '../system/mount-queue-board.js';
import { ApiProblemFilter } from './api-problem.filter.js';
import { createValidationPipe } from './create-validation-pipe.js';

/** A connections file of hundreds of rules fits. */
const BODY_BYTES_MAX = 1_048_576;
const ASSET_SECONDS = 365 * 86_400;
const SECURITY_HEADERS = {
  // Mantine and the charts set styles; scripts are our own files only.
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export interface ConsoleParts {
  readonly config: ConsoleConfig;
  readonly logger: Logger;
  readonly version: string;
  /** Where the built web UI lies; without it only the API is served. */
  readonly webFolder: string;
  readonly metrics: AppMetrics;
}

/** The API, bull-board and the web UI as one server, not listening yet. */
export async function createConsole({
  config,
  logger,
  metrics,
  version,
  webFolder,
}: ConsoleParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: splitAddressList(config.trustedProxies),
    routerOptions: { maxParamLength: 200 },
    // Live views would keep it from stopping.
    forceCloseConnections: true,
  });
  const nest = await NestFactory.create<NestFastifyApplication>(
    ConsoleModule.register(config, logger, version),
    adapter,
    { logger: new NestLogger(logger) },
  );
  const context = nest.get(ConsoleContext);
  nest.useGlobalPipes(createValidationPipe());
  nest.useGlobalFilters(new ApiProblemFilter(logger, context.storage.redis));
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS);
    if (context.address.isSecure(request)) void reply.header('strict-transport-security', 'max-age=31536000');
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.http.note(request.method, request.routeOptions.url ?? '', reply.statusCode, reply.elapsedTime);
    done();
  });
  await fastify.register(fastifyCookie);
  await mountQueueBoard(fastify, context);
  if (existsSync(webFolder)) await serveWeb(fastify, webFolder);
  else logger.warn({ webFolder }, 'the web UI is not built; only the API is served');
  context.openApi.document = buildOpenApiDocument(nest, version);
  return nest;
}

async function serveWeb(fastify: FastifyInstance, root: string): Promise<void> {
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    maxAge: 0,
    setHeaders: (response, path) => {
      // Their names change with what is in them.
      if (path.includes('/assets/'))
        void response.header('cache-control', `public, max-age=${ASSET_SECONDS}, immutable`);
    },
  });
  const sendPage = (_request: unknown, reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html');
  // Every other address is a page of the UI.
  for (const path of WEB_PATHS) fastify.get(path, sendPage);
}

const WEB_PATHS = [
  '/',
  '/sign-in',
  '/account',
  ...['connections', 'events', 'repair', 'system', 'settings'].flatMap((room) => [`/${room}`, `/${room}/*`]),
];
