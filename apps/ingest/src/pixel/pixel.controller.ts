import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '@ins-relay/platform';
import type { IngestResult } from '../ingest-result.js';
import { InjectLogger } from '../inject-logger.js';
import { logIngestResult } from '../log-ingest-result.js';
import { waitForTick } from '../wait-for-tick.js';
import { AcceptPixelHit } from './accept-pixel-hit.js';
import { readPixelQuery } from './read-pixel-query.js';

/** One transparent pixel, 43 bytes. There is one of 42, without the code that ends its data. */
const IMAGE = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** The pixel, a drop-in for RedTrack's: `GET /postback?type=InitiateCheckout&clickid=…`. */
@Controller('postback')
export class PixelController {
  constructor(
    private readonly acceptPixelHit: AcceptPixelHit,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Get()
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(undefined, request, reply);
  }

  @Get(':connection')
  async receiveFor(
    @Param('connection') connectionId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(connectionId, request, reply);
  }

  /** `navigator.sendBeacon` posts; whatever it posts, the hit is in the URL. */
  @Post()
  async receiveBeacon(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(undefined, request, reply);
  }

  @Post(':connection')
  async receiveBeaconFor(
    @Param('connection') connectionId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(connectionId, request, reply);
  }

  private async answer(
    connectionId: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const receivedAtMs = Date.now();
    const startedMs = performance.now();
    const query = readPixelQuery(request.url);
    // A check whether the address exists is no hit.
    if (request.method === 'HEAD') return sendAnswer(reply, query, undefined);
    const result = await this.acceptPixelHit.accept({
      connectionId,
      hostName: request.hostname,
      address: request.ip,
      query,
      receivedAtMs,
    });
    logIngestResult(this.logger, 'pixel', connectionId ?? '', result, Date.now() - receivedAtMs);
    if (result.result === 'rejected') await waitForTick(startedMs);
    return sendAnswer(reply, query, result);
  }
}

/** The same whatever became of the hit; browsers keep nothing of it, and pages of any origin may ask for it. */
async function sendAnswer(
  reply: FastifyReply,
  query: URLSearchParams,
  result: IngestResult | undefined,
): Promise<void> {
  reply
    .header('cache-control', 'no-store')
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
  if (result?.result === 'unavailable') {
    await reply.status(503).send();
  } else if (result?.result === 'limited') {
    await reply.status(429).header('retry-after', String(result.retryAfterSeconds)).send();
  } else if (query.get('format') === 'img') {
    await reply.status(200).type('image/gif').send(IMAGE);
  } else {
    await reply.status(204).send();
  }
}
