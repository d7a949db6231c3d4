import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { IsBoolean, IsObject } from 'class-validator';
import type {
  CheckedDraft,
  ConnectionDetail,
  ConnectionDraft,
  ConnectionList,
  DeclaredConnectionForm,
  EnabledChange,
  SecretKeySuggestion,
} from '@ins-relay/console-contract';
import { diffConnections, exportConnections } from '@ins-relay/connections/declared';
import type { Connection } from '@ins-relay/contracts';
import { CurrentActor, type Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { checkConnection } from './check-connection.js';
import { readConnectionDetail, readConnectionLines, requireConnection } from './read-connection.js';

class DraftBody implements ConnectionDraft {
  /** What is in it is checked by the rules of connections.yaml. */
  @IsObject() connection!: DeclaredConnectionForm;
}

class EnabledBody implements EnabledChange {
  @IsBoolean() enabled!: boolean;
}

const SECRET_KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SECRET_KEY_LENGTH = 16;

/** Connections: list, make, change, export. */
@Controller('api/connections')
@Needs('viewer')
export class ConnectionsController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('ConnectionList')
  async list(): Promise<ConnectionList> {
    const { connections, unreadable } = await this.context.storage.connections.list();
    return { connections: await readConnectionLines(this.context, connections), unreadable };
  }

  @Post()
  @Needs('operator')
  @Answers('ConnectionDetail')
  async create(
    @CurrentActor() actor: Actor,
    @Body() { connection: draft }: DraftBody,
  ): Promise<ConnectionDetail> {
    return this.save(actor, draft, undefined);
  }

  @Post('check')
  @HttpCode(200)
  @Answers('CheckedDraft')
  async check(@Body() { connection: draft }: DraftBody): Promise<CheckedDraft> {
    const existing = typeof draft.id === 'string' ? this.context.directory.find(draft.id) : undefined;
    const read = await checkConnection(this.context, draft, existing);
    return { problems: read.ok ? [] : read.problems, warnings: read.warnings };
  }

  /** As ClickBank takes it. */
  @Post('suggest-secret-key')
  @HttpCode(200)
  @Needs('operator')
  @Answers('SecretKeySuggestion')
  suggestSecretKey(): SecretKeySuggestion {
    const characters = Array.from({ length: SECRET_KEY_LENGTH }, () =>
      SECRET_KEY_ALPHABET.charAt(randomInt(SECRET_KEY_ALPHABET.length)),
    );
    return { secretKey: characters.join('') };
  }

  @Get('export')
  @Header('content-type', 'text/yaml; charset=utf-8')
  async exportAll(): Promise<string> {
    return exportConnections((await this.context.storage.connections.list()).connections);
  }

  @Get(':id')
  @Answers('ConnectionDetail')
  async read(@CurrentActor() { role }: Actor, @Param('id') id: string): Promise<ConnectionDetail> {
    return readConnectionDetail(this.context, await requireConnection(this.context, id), role);
  }

  @Put(':id')
  @Needs('operator')
  @Answers('ConnectionDetail')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { connection: draft }: DraftBody,
  ): Promise<ConnectionDetail> {
    return this.save(actor, draft, await requireConnection(this.context, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Needs('operator')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    if (!(await this.context.storage.connections.remove(id))) {
      throw new ApiProblem(404, 'There is no such connection.');
    }
    await this.context.audit.record({ by: actor.name, action: 'connection.remove', subject: id });
  }

  @Get(':id/export')
  @Header('content-type', 'text/yaml; charset=utf-8')
  async export(@Param('id') id: string): Promise<string> {
    return exportConnections([await requireConnection(this.context, id)]);
  }

  @Put(':id/enabled')
  @Needs('operator')
  @Answers('ConnectionDetail')
  async setEnabled(
    @CurrentActor() { name: by, role }: Actor,
    @Param('id') id: string,
    @Body() { enabled }: EnabledBody,
  ): Promise<ConnectionDetail> {
    await requireConnection(this.context, id);
    const connection = (await this.context.storage.connections.setEnabled(id, enabled)) as Connection;
    await this.context.audit.record({
      by,
      action: enabled ? 'connection.resume' : 'connection.pause',
      subject: id,
    });
    return readConnectionDetail(this.context, connection, role);
  }

  private async save(
    { name: by, role }: Actor,
    draft: DeclaredConnectionForm,
    existing: Connection | undefined,
  ): Promise<ConnectionDetail> {
    const read = await checkConnection(this.context, draft, existing);
    if (!read.ok) {
      const [first] = read.problems;
      const message =
        first === undefined ? 'This can’t be saved.' : `${first.path} ${first.problem}: ${first.fix}.`;
      throw new ApiProblem(422, message, read.problems);
    }
    const { connection } = read;
    await this.context.storage.connections.save([connection]);
    const [diff] = diffConnections(existing === undefined ? [] : [existing], [connection]).connections;
    const changes = diff?.diff === 'changed' ? diff.changes.map(({ path }) => path) : [];
    if (diff?.diff !== 'unchanged') {
      await this.context.audit.record({
        by,
        action: existing === undefined ? 'connection.create' : 'connection.change',
        subject: connection.id,
        ...(changes.length === 0 ? {} : { detail: changes.join(', ') }),
      });
    }
    return readConnectionDetail(this.context, connection, role);
  }
}
