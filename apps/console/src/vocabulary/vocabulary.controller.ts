import { Controller, Get } from '@nestjs/common';
import type { Vocabulary } from '@ins-relay/console-contract';
import {
  AMOUNT_SOURCES,
  CAUSES,
  CONVERSION_STATUSES,
  EVENT_KINDS,
  OUTCOME_MEANINGS,
  OUTCOMES,
} from '@ins-relay/contracts';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { Answers } from '../openapi/answers.js';

/** The words of the relay, from where everybody else has them. */
@Controller('api/vocabulary')
@Needs('viewer')
export class VocabularyController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('Vocabulary')
  read(): Vocabulary {
    const { ledgerDays, publicInsBaseUrl } = this.context.config;
    return {
      version: this.context.version,
      eventKinds: EVENT_KINDS,
      outcomes: OUTCOMES.map((outcome) => ({ outcome, meaning: OUTCOME_MEANINGS[outcome] })),
      causes: CAUSES,
      amountSources: AMOUNT_SOURCES,
      conversionStatuses: CONVERSION_STATUSES,
      ledgerDays,
      publicInsBaseUrl: publicInsBaseUrl.replace(/\/+$/, ''),
    };
  }
}
