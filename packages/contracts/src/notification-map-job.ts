import { IsIn, IsInt, IsOptional, IsString, Length, MaxLength, Min } from 'class-validator';

/** How sure we are that ClickBank sent it: encrypted with the secret key (6.0 and later) or a 32-bit `cverify`. */
export const VERIFICATIONS = ['encrypted', 'cverify'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

/** What made this job: a call of ClickBank, or an operator. */
export const NOTIFICATION_SOURCES = ['ins', 'pixel', 'reverify', 'replay', 'release'] as const;
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
  /** In the clear for look-ups while the job waits; no customer data. */
  @IsOptional() @IsString() @MaxLength(64) receipt?: string;
  /** The decrypted notification, UTF-8 JSON, sealed under the master key; base64. */
  @IsString() @Length(1, 2_000_000) sealedNotification!: string;
}
