import { Controller, Get, Query } from '@nestjs/common';
import type { AuditPage } from '@ins-relay/console-contract';
import { ConsoleContext } from '../console-context.js';
import { Answers } from '../openapi/answers.js';
import { Needs } from './needs.js';

const PAGE = 50;

/** What was done, by whom. */
@Controller('api/audit')
@Needs('operator')
export class AuditController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('AuditPage')
  async list(@Query('cursor') cursor?: string): Promise<AuditPage> {
    return this.context.audit.list(PAGE, cursor);
  }
}
