import { IsInt, IsOptional, IsString, Length, MaxLength, Min } from 'class-validator';

/** Queue `postback.deliver`: one event for one conversion type, ready to be sent. */
export class PostbackDeliverJob {
  @IsInt() @Min(1) schema!: number;
  @IsString() @Length(10, 40) eventId!: string;
  @IsInt() @Min(0) generation!: number;
  /** 1 for the first postback of an event. */
  @IsInt() @Min(1) ordinal!: number;
  @IsString() @Length(1, 64) connectionId!: string;
  /** Whose destination it goes to, where a rule chose another connection's; absent: the event's own. */
  @IsOptional() @IsString() @Length(1, 64) destinationConnectionId?: string;
  /** RedTrack's dedupe key, the same on every attempt and replay. */
  @IsString() @Length(1, 120) rdtkEventId!: string;
  /** Scheme, host and port that the postback goes to. */
  @IsString() @Length(8, 300) destination!: string;
  /**
   * The whole URL, sealed under the master key: it carries customer data and perhaps a token; base64. A batch seals
   * those of its jobs together.
   */
  @IsOptional() @IsString() @Length(1, 20_000) sealedUrl?: string;
  /** When the notification was received; milliseconds since 1970, UTC. */
  @IsInt() @Min(0) receivedAtMs!: number;
  /**
   * The batch in which it was begun before: it may have been sent. An older dispatcher does not know this: at worst it
   * sends it a second time, under the same `rdtk_event_id`.
   */
  @IsOptional() @IsString() @MaxLength(120) begunInBatch?: string;
  /** Tries that were made in that batch. */
  @IsOptional() @IsInt() @Min(0) attemptsBefore?: number;
  /** For logs and the operator; the receipt is no customer data. */
  @IsOptional() @IsString() @MaxLength(64) receipt?: string;
  /** W3C's, of the span that made this job; absent where nothing is traced. */
  @IsOptional() @IsString() @MaxLength(64) traceparent?: string;
}
