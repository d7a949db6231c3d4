import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { JOB_CATALOG } from '@ins-relay/contracts';
import { JournalConfig } from '@ins-relay/journal';

export class DispatcherConfig extends JournalConfig {
  /** Postbacks under way at once in this process. */
  @IsInt()
  @Min(1)
  @Max(1_000)
  dispatcherConcurrency = 300;

  /** Let postbacks go to loopback, private and link-local addresses: for tests and networks of one's own. */
  @IsBoolean()
  allowPrivateDestinations = false;

  /** How long a job belongs to a process that no longer answers before another one takes it up. */
  @IsInt()
  @Min(1_000)
  @Max(300_000)
  workerLockMs = 30_000;

  /** The first wait before a postback is tried again; it doubles from there, with jitter. */
  @IsInt()
  @Min(10)
  @Max(600_000)
  retryBaseMs: number = JOB_CATALOG.postbackDeliver.backoff.baseMs;

  @IsInt()
  @Min(1)
  @Max(730)
  ledgerDays = 45;
}
