import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { CLICKBANK_EVENTS, type ClickBankEventName } from './event-catalog.js';
import { INS_VERSIONS, type InsVersion } from './format-transaction-time.js';
import type { JsonObject } from './merge-json.js';

const EVENT_NAME = new RegExp(`^(${Object.keys(CLICKBANK_EVENTS).join('|')}|other:.+)$`);

/** `POST /clickbank/send`: a notification that the stand-in ClickBank should send, and how. */
export class SendOrder {
  /** The INS URL with its key. */
  @Matches(/^https?:\/\/\S+$/, { message: 'insUrl must be a URL' })
  insUrl!: string;

  @IsString()
  @Length(1, 64)
  secretKey!: string;

  @IsString()
  @Length(1, 32)
  account!: string;

  @IsIn(['VENDOR', 'AFFILIATE'])
  role: 'VENDOR' | 'AFFILIATE' = 'VENDOR';

  @Matches(EVENT_NAME, {
    message: `event must be one of ${Object.keys(CLICKBANK_EVENTS).join(', ')}, other:<TYPE>`,
  })
  event!: ClickBankEventName;

  @IsIn(INS_VERSIONS)
  version: InsVersion = 7;

  /** A new one where the event has its own. */
  @IsOptional()
  @IsString()
  @Length(1, 21)
  receipt?: string;

  /** The original order of an upsell, the first sale of a rebill, what a reversal reverses. */
  @IsOptional()
  @IsString()
  @Length(1, 21)
  parentReceipt?: string;

  /** Absent: one is made up, as RedTrack would. Null: the notification carries none. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  clickId?: string | null;

  /** What the account earns; a decimal, or a number. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value))
  @Matches(/^-?\d{1,12}(\.\d{1,2})?$/, { message: 'amount must be a decimal with up to two places' })
  amount = '28.94';

  @Matches(/^[A-Z]{3}$/)
  currency = 'USD';

  /** An instant, ISO 8601; now when absent. */
  @IsOptional()
  @IsISO8601()
  transactionTime?: string;

  /** Merged into the payload; null removes a key. */
  @IsObject()
  overrides: JsonObject = {};

  /** Sends the same notification so often, whatever is answered; each with a greater attemptCount. */
  @IsInt()
  @Min(1)
  @Max(10_000)
  times = 1;

  /** How many of those at once. */
  @IsInt()
  @Min(1)
  @Max(200)
  concurrency = 1;

  /** False: answers at once and goes on in the background. */
  @IsBoolean()
  wait = true;

  /** ClickBank waits 4 h; the default here is in the configuration. */
  @IsOptional()
  @IsInt()
  @Min(0)
  retryIntervalMs?: number;

  @IsInt()
  @Min(1)
  @Max(100)
  attemptsMax = 5;

  /** How long the receiver has for a 2xx. */
  @IsInt()
  @Min(10)
  timeoutMs = 3_000;

  /** ClickBank documents none. */
  @IsString()
  @Length(1, 200)
  contentType = 'application/json';
}
