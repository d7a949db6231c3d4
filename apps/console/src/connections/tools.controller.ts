import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { hasRole } from '@ins-relay/access';
import { buildHoplink, buildPixelUrls } from '@ins-relay/clickbank';
import type {
  DuplicateModeCheckRequest,
  DuplicateModeCheckResult,
  HoplinkRequest,
  HoplinkResult,
  PixelSnippets,
  TestEventRequest,
  TestEventResult,
} from '@ins-relay/console-contract';
import { CONNECTION_ROLES, type ConnectionRole } from '@ins-relay/contracts';
import { checkDuplicateMode } from '@ins-relay/operator';
import { CurrentActor, type Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { Answers } from '../openapi/answers.js';
import { requireConnection } from './read-connection.js';
import { sendTestEvent } from './send-test-event.js';

class PixelQuery {
  @IsOptional() @IsIn(CONNECTION_ROLES) role?: ConnectionRole;
}

class HoplinkBody implements HoplinkRequest {
  @IsString() @MaxLength(2_000) hoplink!: string;
  @IsOptional() @IsString() @Length(1, 200) clickId?: string;
  @IsOptional() @IsBoolean() withExtclid?: boolean;
}

class TestEventBody implements TestEventRequest {
  @IsIn(['test', 'sale']) event!: 'test' | 'sale';
  @IsOptional() @Matches(/^[A-Za-z0-9_]{1,100}$/) clickId?: string;
  @IsOptional() @Matches(/^\d{1,6}(\.\d{1,2})?$/) amount?: string;
}

class DuplicateModeBody implements DuplicateModeCheckRequest {
  @IsString() @Length(1, 200) apiKey!: string;
  @IsString() @Matches(/^[A-Za-z0-9_-]{1,64}$/) offerSourceId!: string;
}

/** What helps with the set-up of a connection. */
@Controller('api/connections/:id')
@Needs('viewer')
export class ToolsController {
  constructor(private readonly context: ConsoleContext) {}

  @Get('pixel')
  @Answers('PixelSnippets')
  async readPixel(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { role: wanted }: PixelQuery,
  ): Promise<PixelSnippets> {
    const { clickbank, events, pixel, redtrack } = await requireConnection(this.context, id);
    const urls = buildPixelUrls({
      publicBaseUrl: this.context.config.publicInsBaseUrl.replace(/\/+$/, ''),
      connectionId: id,
      ingestKey: clickbank.ingestKey,
      trackingDomain: redtrack.trackingDomain,
      hosts: pixel.hosts,
    });
    const role = wanted ?? clickbank.role;
    const isOurs = events.InitiateCheckout != null;
    return {
      role,
      where: `ClickBank → Integrated sales reporting → Tracking code creator, role ${role === 'AFFILIATE' ? 'Affiliate' : 'Seller'}, “Order Form” ticked`,
      direct: urls.direct,
      orderForm: urls.orderForm,
      tag: isOurs ? urls.imageTag : urls.directImageTag,
      ...(hasRole(actor.role, 'operator') ? { s2s: urls.s2s } : {}),
      recommended: isOurs ? 'orderForm' : 'direct',
    };
  }

  @Post('hoplink')
  @HttpCode(200)
  @Answers('HoplinkResult')
  async buildHoplink(
    @Param('id') id: string,
    @Body() { clickId = '{clickid}', hoplink, withExtclid = false }: HoplinkBody,
  ): Promise<HoplinkResult> {
    const { account, role } = (await requireConnection(this.context, id)).clickbank;
    return buildHoplink(hoplink.trim(), { clickId, account, role, withExtclid });
  }

  @Post('test-event')
  @HttpCode(200)
  @Needs('operator')
  @Answers('TestEventResult')
  async sendTestEvent(
    @CurrentActor() { name: by }: Actor,
    @Param('id') id: string,
    @Body() body: TestEventBody,
  ): Promise<TestEventResult> {
    const connection = await requireConnection(this.context, id);
    const { config } = this.context;
    const result = await sendTestEvent(config.ingestUrl || config.publicInsBaseUrl, connection, body);
    const detail = `${body.event}, answered ${result.status}`;
    await this.context.audit.record({ by, action: 'connection.test-event', subject: id, detail });
    return result;
  }

  @Post('duplicate-mode-check')
  @HttpCode(200)
  @Needs('operator')
  @Answers('DuplicateModeCheckResult')
  async checkDuplicateMode(
    @Param('id') id: string,
    @Body() request: DuplicateModeBody,
  ): Promise<DuplicateModeCheckResult> {
    return checkDuplicateMode(
      this.context.config.redtrackApiUrl,
      await requireConnection(this.context, id),
      request,
    );
  }
}
