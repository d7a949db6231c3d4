import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import type { DestinationList, DestinationName } from '@ins-relay/console-contract';
import { CurrentActor, type Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { listDestinations } from './list-destinations.js';

class DestinationBody implements DestinationName {
  @IsString() @Length(8, 300) destination!: string;
}

/** Where postbacks go, and whether they go at the moment. */
@Controller('api/destinations')
@Needs('viewer')
export class DestinationsController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('DestinationList')
  async list(): Promise<DestinationList> {
    return { destinations: await listDestinations(this.context) };
  }

  @Post('pause')
  @HttpCode(200)
  @Needs('operator')
  @Answers('DestinationList')
  async pause(
    @CurrentActor() { name: by }: Actor,
    @Body() { destination }: DestinationBody,
  ): Promise<DestinationList> {
    await this.requireKnown(destination);
    await this.context.storage.board.pause(destination, { state: 'paused', sinceMs: Date.now(), by });
    await this.context.audit.record({ by, action: 'destination.pause', subject: destination });
    return this.list();
  }

  @Post('resume')
  @HttpCode(200)
  @Needs('operator')
  @Answers('DestinationList')
  async resume(
    @CurrentActor() { name: by }: Actor,
    @Body() { destination }: DestinationBody,
  ): Promise<DestinationList> {
    await this.requireKnown(destination);
    await this.context.storage.board.resume(destination);
    await this.context.audit.record({ by, action: 'destination.resume', subject: destination });
    return this.list();
  }

  private async requireKnown(destination: string): Promise<void> {
    const { destinations } = await this.list();
    if (destinations.some((known) => known.destination === destination)) return;
    throw new ApiProblem(404, 'No connection sends there.');
  }
}
