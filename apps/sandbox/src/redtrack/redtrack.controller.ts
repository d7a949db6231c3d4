import { Controller, Get, Param, Query, Req, Res, UnauthorizedException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConversionsQuery } from './conversions-query.js';
import { findConversions, type ConversionRow } from './find-conversions.js';
import { StandInRedTrack, type PostbackAnswer } from './stand-in-redtrack.js';

interface OfferSource {
  readonly id: string;
  readonly postback_mode: string;
  readonly postback_protected: boolean;
  readonly enable_ip_whitelist: boolean;
  readonly currency: string;
}

/** RedTrack as the world sees it: the tracking domain, whatever its name, and the API. */
@Controller()
export class RedTrackController {
  constructor(private readonly redTrack: StandInRedTrack) {}

  @Get('postback')
  receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const queryAt = request.url.indexOf('?');
    const answer = this.redTrack.receive({
      host: request.host,
      queryText: queryAt === -1 ? '' : request.url.slice(queryAt + 1),
      query: request.query as Record<string, unknown>,
    });
    give(answer, reply);
  }

  @Get('conversions')
  listConversions(@Query() query: ConversionsQuery): { items: ConversionRow[]; total: number } {
    return findConversions(this.redTrack.books.list(), {
      dateFrom: query.date_from,
      dateTo: query.date_to,
      clickid: query.clickid,
      type: query.type,
      page: query.page,
      per: query.per,
    });
  }

  /** Every offer source there is, with the duplicate mode that was set here. */
  @Get('networks/:id')
  showOfferSource(@Param('id') id: string, @Query('api_key') apiKey?: string): OfferSource {
    if (apiKey === undefined || apiKey === '') throw new UnauthorizedException('api_key is missing');
    return {
      id,
      // How RedTrack writes its modes is not published; the words are the stand-in’s own.
      postback_mode: this.redTrack.books.duplicateMode,
      postback_protected: false,
      enable_ip_whitelist: false,
      currency: 'USD',
    };
  }
}

function give(answer: PostbackAnswer, reply: FastifyReply): void {
  switch (answer.answer) {
    case 'accepted':
      if (answer.delayMs === 0) void reply.send('OK');
      else setTimeout(() => void reply.send('OK'), answer.delayMs).unref();
      return;
    case 'refused':
      void reply.status(400).send(answer.why);
      return;
    case 'status':
      if (answer.retryAfterSeconds !== undefined) void reply.header('retry-after', answer.retryAfterSeconds);
      void reply.status(answer.status).send('fault');
      return;
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return;
    case 'never':
      reply.hijack();
      return;
  }
}
