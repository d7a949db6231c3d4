import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import type {
  CheckedDraft,
  DeclaredRuleForm,
  RulesCheck,
  RuleSet,
  RuleSetChange,
  RulesTrial,
  RulesTrialResult,
} from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';
import { CurrentActor, type Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { checkConnection } from '../connections/check-connection.js';
import { declareWithoutSecrets } from '../connections/declare-without-secrets.js';
import { requireConnection } from '../connections/read-connection.js';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { tryRules } from './try-rules.js';

class RulesBody implements RulesCheck {
  /** What is in it is checked by the rules of connections.yaml. */
  @IsArray() rules!: DeclaredRuleForm[];
}

class RuleSetBody extends RulesBody implements RuleSetChange {
  @IsString() @MaxLength(64) revision!: string;
}

class TrialBody implements RulesTrial {
  @IsOptional() @IsArray() rules?: DeclaredRuleForm[];
  @IsOptional() @IsString() @MaxLength(64) event?: string;
  @IsOptional() @IsString() @MaxLength(200_000) notification?: string;
  @IsOptional() @IsString() @MaxLength(200) clickId?: string;
}

/** The rules of a connection, what they decided, and what they were before. */
@Controller('api/connections/:id/rules')
@Needs('viewer')
export class RulesController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('RuleSet')
  async read(@Param('id') id: string): Promise<RuleSet> {
    return this.describe(await requireConnection(this.context, id));
  }

  @Put()
  @Needs('operator')
  @Answers('RuleSet')
  async change(
    @CurrentActor() { name: by }: Actor,
    @Param('id') id: string,
    @Body() { revision, rules }: RuleSetBody,
  ): Promise<RuleSet> {
    const before = await requireConnection(this.context, id);
    if (revision !== readRevision(before)) {
      throw new ApiProblem(
        409,
        'Somebody else changed these rules meanwhile. Load them again, then repeat your change.',
      );
    }
    const connection = await this.apply(before, rules);
    const { audit, rulesHistory, storage } = this.context;
    const nowMs = Date.now();
    if ((await rulesHistory.list(id)).length === 0) {
      await rulesHistory.add(id, declareWithoutSecrets(before).rules ?? [], 'before', nowMs);
    }
    await storage.connections.save([connection]);
    await rulesHistory.add(id, rules, by, nowMs);
    const detail = rules.map(({ name }) => name).join(', ') || 'none';
    await audit.record({ by, action: 'rules.change', subject: id, detail });
    return this.describe(connection);
  }

  @Post('check')
  @HttpCode(200)
  @Answers('CheckedDraft')
  async check(@Param('id') id: string, @Body() { rules }: RulesBody): Promise<CheckedDraft> {
    const connection = await requireConnection(this.context, id);
    const read = await checkConnection(
      this.context,
      { ...declareWithoutSecrets(connection), rules },
      connection,
    );
    return { problems: read.ok ? [] : read.problems, warnings: read.warnings };
  }

  @Post('try')
  @HttpCode(200)
  @Answers('RulesTrialResult')
  async try(@Param('id') id: string, @Body() trial: TrialBody): Promise<RulesTrialResult> {
    const stored = await requireConnection(this.context, id);
    const connection = trial.rules === undefined ? stored : await this.apply(stored, trial.rules);
    return tryRules(this.context.storage, connection, trial, (other) => this.context.directory.find(other));
  }

  /** @throws ApiProblem that lists what is wrong with the rules */
  private async apply(connection: Connection, rules: readonly DeclaredRuleForm[]): Promise<Connection> {
    const draft = { ...declareWithoutSecrets(connection), rules };
    const read = await checkConnection(this.context, draft, connection);
    if (read.ok) return read.connection;
    throw new ApiProblem(422, 'Some rules can’t be used.', read.problems);
  }

  private async describe(connection: Connection): Promise<RuleSet> {
    const { id } = connection;
    const [hits, history] = await Promise.all([
      this.context.statistics.readRuleHits(id),
      this.context.rulesHistory.list(id),
    ]);
    const rules = declareWithoutSecrets(connection).rules ?? [];
    return { connectionId: id, rules, hits, revision: readRevision(connection), history };
  }
}

function readRevision({ rules }: Connection): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('base64url').slice(0, 16);
}
