import { IsInt, IsString, Max, Min } from 'class-validator';

export class SandboxConfig {
  /** Anybody who reaches it can send and read everything: keep it on the loopback. */
  @IsString()
  sandboxHost = '127.0.0.1';

  /** 0 picks a free one. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  sandboxPort = 4400;

  /** The time between two attempts of a notification. ClickBank waits 4 h. */
  @IsInt()
  @Min(0)
  sandboxRetryIntervalMs = 2_000;

  /** Calls of /postback that the log remembers; about 300 bytes each. */
  @IsInt()
  @Min(1)
  @Max(5_000_000)
  sandboxLogEntriesMax = 200_000;

  /** Sent notifications that are remembered. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  sandboxSentMax = 10_000;
}
