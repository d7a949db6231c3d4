import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, MaxLength, Min } from 'class-validator';

/**
 * How sure we are that ClickBank sent it: encrypted with the secret key (6.0 and later); a 32-bit `cverify`
 * (1.0–4.0); a pixel hit that carried the ingest key; or a pixel hit of anybody's browser, which proves nothing.
 */
export const VERIFICATIONS = ['encrypted', 'cverify', 'key', 'none'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

/** What made this job: a call of ClickBank, or an operator. `approve` lets an event go that a rule holds. */
export const NOTIFICATION_SOURCES = ['ins', 'pixel', 'reverify', 'replay', 'release', 'approve'] as const;
export type NotificationSource = (typeof NOTIFICATION_SOURCES)[number];

/** Queue `notification.map`: one verified notification that has to become an event. */
export class NotificationMapJob {
  /** Grows with a breaking change only; that also gets a new job name. */
  @IsInt() @Min(1) schema!: number;
  @IsString() @Length(10, 40) eventId!: string;
  /** 0 for the first run; each replay or release has the next number. */
  @IsInt() @Min(0) generation!: number;
  @IsString() @Length(1, 64) connectionId!: string;
  @IsIn(NOTIFICATION_SOURCES) source!: NotificationSource;
  @IsIn(VERIFICATIONS) verification!: Verification;
  /** When the first byte of the notification was here; milliseconds since 1970, UTC. */
  @IsInt() @Min(0) receivedAtMs!: number;
  /**
   * An operator wants it to be sent once more under a new `rdtk_event_id`, though RedTrack may count it twice. An
   * older mapper does not know this and replays instead, which is harmless.
   */
  @IsOptional() @IsBoolean() resend?: boolean;
  /**
   * The batch in which it was begun before: what that run did may have taken effect. An older mapper does not know
   * this: at worst it records the event's beginning a second time.
   */
  @IsOptional() @IsString() @MaxLength(120) begunInBatch?: string;
  /** In the clear for look-ups while the job waits; no customer data. */
  @IsOptional() @IsString() @MaxLength(64) receipt?: string;
  /** W3C's, of the span that made this job; absent where nothing is traced. */
  @IsOptional() @IsString() @MaxLength(64) traceparent?: string;
  /**
   * The decrypted notification, sealed under the master key; base64. UTF-8 JSON: as it was encrypted, or an object of
   * the fields of a form (1.0–4.0) or of the query (pixel); `verification` tells which. A batch seals those of its jobs
   * together.
   */
  @IsOptional() @IsString() @Length(1, 2_000_000) sealedNotification?: string;
}
