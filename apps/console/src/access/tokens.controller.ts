import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { ROLES } from '@ins-relay/access';
import type { ApiTokenList, GivenApiToken, NewApiToken, Role } from '@ins-relay/console-contract';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { CurrentActor, type Actor } from './actor.js';
import { Needs } from './needs.js';

const DAY_MS = 86_400_000;

class NewApiTokenBody implements NewApiToken {
  @IsString() @Length(1, 60) label!: string;
  @IsIn(ROLES) role!: Role;
  @IsOptional() @IsInt() @Min(1) @Max(3_650) expiresInDays?: number;
}

/** API tokens for automation. */
@Controller('api/tokens')
@Needs('admin')
export class TokensController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('ApiTokenList')
  async list(): Promise<ApiTokenList> {
    return { tokens: await this.context.tokens.list() };
  }

  @Post()
  @Answers('GivenApiToken')
  async create(
    @CurrentActor() actor: Actor,
    @Body() { expiresInDays, label, role }: NewApiTokenBody,
  ): Promise<GivenApiToken> {
    const nowMs = Date.now();
    const given = await this.context.tokens.create(
      {
        label,
        role,
        createdBy: actor.name,
        ...(expiresInDays === undefined ? {} : { expiresAtMs: nowMs + expiresInDays * DAY_MS }),
      },
      nowMs,
    );
    await this.context.audit.record({
      by: actor.name,
      action: 'token.create',
      subject: given.token.id,
      detail: `${label}, ${role}`,
    });
    return given;
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    if (!(await this.context.tokens.revoke(id))) throw new ApiProblem(404, 'There is no such token.');
    await this.context.audit.record({ by: actor.name, action: 'token.revoke', subject: id });
  }
}
