import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { EventDetail, EventPage } from '@ins-relay/console-contract';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { EventFilterQuery, EventListQuery, toEventQuery } from './event-query.js';
import { readEventDetail } from './read-event-detail.js';
import { streamEvents } from './stream-events.js';
import { toEventLine } from './to-event-line.js';

/** More browsers than any team has. */
const STREAMS_MAX = 200;

/** What came in and what became of it. */
@Controller('api/events')
@Needs('viewer')
export class EventsController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('EventPage')
  async list(@Query() { cursor, limit, ...filter }: EventListQuery): Promise<EventPage> {
    const { events, nextCursor } = await this.context.storage.reader.list(
      toEventQuery(filter),
      limit,
      cursor,
    );
    return { events: events.map(toEventLine), ...(nextCursor === undefined ? {} : { nextCursor }) };
  }

  @Get('stream')
  stream(@Query() filter: EventFilterQuery, @Res() reply: FastifyReply): void {
    const { storage, tail } = this.context;
    if (filter.customer !== undefined) {
      throw new ApiProblem(422, 'A live view can’t be filtered by customer.', [
        { path: 'customer', problem: 'can’t be followed', fix: 'look at the list instead' },
      ]);
    }
    if (tail.listenerCount >= STREAMS_MAX) throw new ApiProblem(503, 'Too many live views are open.');
    streamEvents(reply, tail, storage.reader, toEventQuery(filter));
  }

  @Get(':id')
  @Answers('EventDetail')
  async read(@Param('id') id: string): Promise<EventDetail> {
    return readEventDetail(this.context, id);
  }
}
