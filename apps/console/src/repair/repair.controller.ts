import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsString, Length, ValidateNested } from 'class-validator';
import type {
  EventFilter,
  NewRepair,
  Repair,
  RepairList,
  RepairPreview,
  RepairRequest,
} from '@ins-relay/console-contract';
import type { BulkReplay } from '@ins-relay/repair';
import { CurrentActor, type Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { EventFilterQuery, isAnyFilterSet, toEventQuery } from '../events/event-query.js';
import { toEventLine } from '../events/to-event-line.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';

class RepairBody implements RepairRequest {
  @ValidateNested() @Type(() => EventFilterQuery) filter!: EventFilterQuery;
}

class NewRepairBody extends RepairBody implements NewRepair {
  @IsString() @Length(1, 200) reason!: string;
}

const EVENTS_MAX = 200_000;
const SAMPLE = 10;

/** Many events at once, in the background. */
@Controller('api/repairs')
@Needs('viewer')
export class RepairController {
  constructor(private readonly context: ConsoleContext) {}

  @Post('preview')
  @HttpCode(200)
  @Needs('operator')
  @Answers('RepairPreview')
  async preview(@Body() { filter }: RepairBody): Promise<RepairPreview> {
    const ids = await this.collectIds(filter);
    const { reader } = this.context.storage;
    const sample = await reader.readSummaries(ids.slice(0, SAMPLE));
    return { count: ids.length, sample: sample.map(toEventLine), isTooMany: ids.length > EVENTS_MAX };
  }

  @Post()
  @Needs('operator')
  @Answers('Repair')
  async begin(
    @CurrentActor() { name: by }: Actor,
    @Body() { filter, reason }: NewRepairBody,
  ): Promise<Repair> {
    const ids = await this.collectIds(filter);
    if (ids.length === 0) throw new ApiProblem(409, 'No event matches, so there is nothing to do.');
    if (ids.length > EVENTS_MAX)
      throw new ApiProblem(409, `More than ${EVENTS_MAX} events match; narrow the filter.`);
    const { audit, replayRunner, replays } = this.context;
    // In the order in which they came, so that parents go before their children.
    const replay = await replays.create(
      { query: toEventQuery(filter), reason, by },
      ids.reverse(),
      Date.now(),
    );
    const detail = `${ids.length} events: ${reason}`;
    await audit.record({ by, action: 'repair.begin', subject: replay.id, detail });
    replayRunner.look();
    return toRepair(replay);
  }

  @Get()
  @Answers('RepairList')
  async list(): Promise<RepairList> {
    return { repairs: (await this.context.replays.list()).map(toRepair) };
  }

  @Get(':id')
  @Answers('Repair')
  async read(@Param('id') id: string): Promise<Repair> {
    return toRepair(require(await this.context.replays.find(id)));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Needs('operator')
  @Answers('Repair')
  async cancel(@CurrentActor() { name: by }: Actor, @Param('id') id: string): Promise<Repair> {
    const replay = require(await this.context.replays.cancel(id, Date.now()));
    await this.context.audit.record({ by, action: 'repair.cancel', subject: id });
    return toRepair(replay);
  }

  private async collectIds(filter: EventFilter): Promise<string[]> {
    if (!isAnyFilterSet(filter)) {
      const problem = 'is empty';
      const fix = 'choose at least one, such as an outcome';
      throw new ApiProblem(422, `The filter ${problem}: ${fix}.`, [{ path: 'filter', problem, fix }]);
    }
    const ids: string[] = [];
    await this.context.storage.reader.listIds(toEventQuery(filter), (page) => void ids.push(...page));
    return ids;
  }
}

function require(replay: BulkReplay | undefined): BulkReplay {
  if (replay === undefined) throw new ApiProblem(404, 'There is no such repair, or no longer.');
  return replay;
}

function toRepair({ query: { connectionId, ...filter }, ...replay }: BulkReplay): Repair {
  return {
    ...replay,
    filter: { ...filter, ...(connectionId === undefined ? {} : { connection: connectionId }) },
  };
}
