import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { IsString, Length, MaxLength } from 'class-validator';
import type { ClickIdAssignment, EventDetail, Reason, RevealedEvent } from '@ins-relay/console-contract';
import {
  approveEvent,
  assignClickId,
  ignoreEvent,
  requeueEvent,
  type ApproveResult,
  type AssignResult,
  type IgnoreResult,
} from '@ins-relay/repair';
import { CurrentActor, type Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { readEventDetail, requireEvent } from './read-event-detail.js';
import { revealEvent } from './reveal-event.js';

class ReasonBody implements Reason {
  @IsString() @Length(1, 200) reason!: string;
}

class ClickIdBody implements ClickIdAssignment {
  @IsString() @MaxLength(300) clickId!: string;
}

type Result = ApproveResult | AssignResult | IgnoreResult;

/** What an operator does with one event; each lands in its timeline and in the audit log. */
@Controller('api/events/:id')
@Needs('operator')
export class EventActionsController {
  constructor(private readonly context: ConsoleContext) {}

  @Post('reveal')
  @HttpCode(200)
  @Answers('RevealedEvent')
  async reveal(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RevealedEvent> {
    const event = await requireEvent(this.context, id);
    await this.context.audit.record({ by: actor.name, action: 'event.reveal', subject: id });
    return revealEvent(event, this.context.storage.keyring);
  }

  @Post('replay')
  @HttpCode(200)
  @Answers('EventDetail')
  async replay(
    @CurrentActor() { name: by }: Actor,
    @Param('id') id: string,
    @Body() { reason }: ReasonBody,
  ): Promise<EventDetail> {
    const requeue = { source: 'replay', by, reason } as const;
    return this.conclude(await requeueEvent(this.ports, id, requeue, Date.now()), 'replay', by, id, reason);
  }

  @Post('force-resend')
  @HttpCode(200)
  @Answers('EventDetail')
  async forceResend(
    @CurrentActor() { name: by }: Actor,
    @Param('id') id: string,
    @Body() { reason }: ReasonBody,
  ): Promise<EventDetail> {
    const requeue = { source: 'replay', by, reason, isResend: true } as const;
    return this.conclude(
      await requeueEvent(this.ports, id, requeue, Date.now()),
      'force-resend',
      by,
      id,
      reason,
    );
  }

  @Post('assign-click-id')
  @HttpCode(200)
  @Answers('EventDetail')
  async assign(
    @CurrentActor() { name: by }: Actor,
    @Param('id') id: string,
    @Body() { clickId }: ClickIdBody,
  ): Promise<EventDetail> {
    const assigned = await assignClickId(this.ports, id, clickId.trim(), by, Date.now());
    return this.conclude(assigned, 'assign-click-id', by, id, clickId.trim());
  }

  @Post('approve')
  @HttpCode(200)
  @Answers('EventDetail')
  async approve(@CurrentActor() { name: by }: Actor, @Param('id') id: string): Promise<EventDetail> {
    return this.conclude(await approveEvent(this.ports, id, by, Date.now()), 'approve', by, id);
  }

  @Post('ignore')
  @HttpCode(200)
  @Answers('EventDetail')
  async ignore(
    @CurrentActor() { name: by }: Actor,
    @Param('id') id: string,
    @Body() { reason }: ReasonBody,
  ): Promise<EventDetail> {
    return this.conclude(await ignoreEvent(this.ports, id, reason, by, Date.now()), 'ignore', by, id, reason);
  }

  private get ports() {
    const { storage } = this.context;
    return { ...storage, queue: storage.mapQueue };
  }

  private async conclude(
    { result, ...rest }: Result,
    action: string,
    by: string,
    id: string,
    detail?: string,
  ): Promise<EventDetail> {
    const problem = describeProblem(result, rest);
    if (problem !== undefined) throw problem;
    await this.context.audit.record({
      by,
      action: `event.${action}`,
      subject: id,
      ...(detail ? { detail } : {}),
    });
    return readEventDetail(this.context, id);
  }
}

function describeProblem(result: Result['result'], rest: object): ApiProblem | undefined {
  switch (result) {
    case 'requeued':
    case 'ignored':
      return undefined;
    case 'not-found':
      return new ApiProblem(404, 'There is no such event, or no longer.');
    case 'nothing-to-map':
      return new ApiProblem(
        409,
        'There is no notification to send: it was never verified, or its customer was erased.',
      );
    case 'not-held':
      return new ApiProblem(409, 'No rule holds it.');
    case 'not-waiting':
      return new ApiProblem(
        409,
        `Its outcome is ${'outcome' in rest ? String(rest.outcome) : 'another'}; there is nothing to end.`,
      );
    case 'not-a-click-id': {
      const fix = '1 to 200 characters, without spaces, quotes and < >';
      const problem = 'is not a click id';
      return new ApiProblem(422, `This ${problem}: ${fix}.`, [{ path: 'clickId', problem, fix }]);
    }
  }
}
