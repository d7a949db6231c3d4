import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import type {
  ConnectionDetail,
  IngestKeyRotation,
  ReverifyResult,
  SecretKeyRotation,
} from '@ins-relay/console-contract';
import { reverifyCalls } from '@ins-relay/repair';
import { CurrentActor, type Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { Answers } from '../openapi/answers.js';
import { readConnectionDetail, requireConnection } from './read-connection.js';

const HOUR_MS = 3_600_000;
const GRACE_HOURS_MAX = 365 * 24;

class IngestKeyBody implements IngestKeyRotation {
  @IsInt() @Min(0) @Max(GRACE_HOURS_MAX) graceHours!: number;
}

class SecretKeyBody extends IngestKeyBody implements SecretKeyRotation {
  @IsString() @Length(1, 128) secretKey!: string;
}

/** The two keys of a connection, and the calls that came while they were wrong. */
@Controller('api/connections/:id')
@Needs('operator')
export class KeysController {
  constructor(private readonly context: ConsoleContext) {}

  @Post('rotate-ingest-key')
  @HttpCode(200)
  @Answers('ConnectionDetail')
  async rotateIngestKey(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { graceHours }: IngestKeyBody,
  ): Promise<ConnectionDetail> {
    const { connections } = this.context.storage;
    await requireConnection(this.context, id);
    await connections.rotateIngestKey(id, graceHours * HOUR_MS, Date.now());
    return this.conclude(actor, id, 'connection.rotate-ingest-key', `${graceHours} h grace`);
  }

  @Post('rotate-secret-key')
  @HttpCode(200)
  @Answers('ConnectionDetail')
  async rotateSecretKey(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { graceHours, secretKey }: SecretKeyBody,
  ): Promise<ConnectionDetail> {
    const { connections } = this.context.storage;
    await requireConnection(this.context, id);
    await connections.rotateSecretKey(id, secretKey.trim(), graceHours * HOUR_MS, Date.now());
    return this.conclude(actor, id, 'connection.rotate-secret-key', `${graceHours} h grace`);
  }

  /** Tries the kept calls again with the settings of now. */
  @Post('reverify')
  @HttpCode(200)
  @Answers('ReverifyResult')
  async reverify(@CurrentActor() { name: by }: Actor, @Param('id') id: string): Promise<ReverifyResult> {
    const { storage } = this.context;
    const connection = await requireConnection(this.context, id);
    const result = await reverifyCalls({ ...storage, queue: storage.mapQueue }, connection, by, Date.now());
    const detail = `${result.accepted} of ${result.offered}`;
    await this.context.audit.record({ by, action: 'connection.reverify', subject: id, detail });
    return result;
  }

  private async conclude(
    { name: by, role }: Actor,
    id: string,
    action: string,
    detail: string,
  ): Promise<ConnectionDetail> {
    await this.context.audit.record({ by, action, subject: id, detail });
    return readConnectionDetail(this.context, await requireConnection(this.context, id), role);
  }
}
