import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { EventFilter } from '@ins-relay/console-contract';
import {
  CAUSE_CODES,
  EVENT_KINDS,
  OUTCOMES,
  type Cause,
  type EventKind,
  type Outcome,
} from '@ins-relay/contracts';
import type { EventQuery } from '@ins-relay/ledger';

const toInteger = ({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value);

/** Filters as they stand in a URL, or in the body of a bulk repair. */
export class EventFilterQuery implements EventFilter {
  @IsOptional() @Matches(/^[a-z0-9-]{1,64}$/) connection?: string;
  @IsOptional() @IsIn(OUTCOMES) outcome?: Outcome;
  @IsOptional() @IsIn(CAUSE_CODES) cause?: Cause;
  @IsOptional() @IsIn(EVENT_KINDS) kind?: EventKind;
  @IsOptional() @IsString() @MaxLength(64) receipt?: string;
  @IsOptional() @IsString() @MaxLength(300) clickId?: string;
  @IsOptional() @Matches(/^[\w=+/-]{8,64}(\.[\w=+/-]{8,64}){0,9}$/) customer?: string;
  @IsOptional() @Transform(toInteger) @IsInt() @Min(0) sinceMs?: number;
  @IsOptional() @Transform(toInteger) @IsInt() @Min(0) untilMs?: number;
}

const LIMIT_MAX = 200;

export class EventListQuery extends EventFilterQuery {
  @IsOptional() @Matches(/^\d{1,10}\.\d{1,10}$/) cursor?: string;
  @Transform(toInteger) @IsInt() @Min(1) @Max(LIMIT_MAX) limit = 50;
}

/** As the ledger takes it. */
export function toEventQuery(filter: EventFilter): EventQuery {
  const { connection, receipt, ...rest } = filter;
  return {
    ...rest,
    ...(connection === undefined ? {} : { connectionId: connection }),
    ...(receipt === undefined ? {} : { receipt: receipt.trim() }),
  };
}

/** Whether a filter narrows anything down. */
export function isAnyFilterSet(filter: EventFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
