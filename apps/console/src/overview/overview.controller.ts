import { Controller, Get, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { AttentionList, Overview, OverviewRange } from '@ins-relay/console-contract';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { Answers } from '../openapi/answers.js';
import { buildOverview } from './build-overview.js';
import { OVERVIEW_RANGES, planSpan } from './plan-span.js';

class OverviewQuery {
  @IsIn(OVERVIEW_RANGES) range: OverviewRange = '24h';
}

/** What happened of late, and what somebody should look at. */
@Controller('api')
@Needs('viewer')
export class OverviewController {
  constructor(private readonly context: ConsoleContext) {}

  @Get('overview')
  @Answers('Overview')
  async read(@Query() { range }: OverviewQuery): Promise<Overview> {
    const span = planSpan(range, Date.now());
    return buildOverview(range, span, await this.context.statistics.read(span));
  }

  @Get('attention')
  @Answers('AttentionList')
  async listAttention(): Promise<AttentionList> {
    return this.context.attention.read();
  }
}
