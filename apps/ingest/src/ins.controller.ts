import { Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '@ins-relay/platform';
import { AcceptNotification } from './accept-notification.js';
import type { IngestResult } from './ingest-result.js';
import { InjectLogger } from './inject-logger.js';
import { logIngestResult } from './log-ingest-result.js';
import { waitForTick } from './wait-for-tick.js';

/** The INS URL: `POST /ins/<connection>?key=<ingest key>`. */
@Controller()
export class InsController {
  constructor(
    private readonly acceptNotification: AcceptNotification,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Post('ins/:connection')
  async receive(
    @Param('connection') connectionId: string,
    @Query('key') key: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const receivedAtMs = Date.now();
    const startedMs = performance.now();
    const result = await this.acceptNotification.accept({
      connectionId,
      ingestKey: typeof key === 'string' ? key : '',
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      address: request.ip,
      receivedAtMs,
    });
    logIngestResult(this.logger, 'notification', connectionId, result, Date.now() - receivedAtMs);
    if (result.result === 'rejected') await waitForTick(startedMs);
    if (result.result === 'limited') reply.header('retry-after', String(result.retryAfterSeconds));
    const { status, body } = toAnswer(result);
    reply.status(status);
    return body;
  }

  /** People open the URL in a browser to see whether it works; it says the same for every connection. */
  @Get('ins/:connection')
  @Header('content-type', 'text/plain; charset=utf-8')
  @HttpCode(200)
  explain(): string {
    return 'INS Relay is listening. ClickBank posts its notifications to this address; there is nothing to see here.\n';
  }
}

/** One answer for every call that was not accepted, whatever the cause. */
export function toAnswer(result: IngestResult): { status: number; body: object } {
  switch (result.result) {
    case 'accepted':
      return { status: 200, body: { status: 'accepted' } };
    case 'rejected':
      return { status: 400, body: { status: 'not accepted' } };
    case 'limited':
      return { status: 429, body: { status: 'try again later' } };
    case 'unavailable':
      return { status: 503, body: { status: 'try again later' } };
  }
}
