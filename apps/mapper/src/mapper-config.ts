import { IsInt, Max, Min } from 'class-validator';
import { JournalConfig } from '@ins-relay/journal';

export class MapperConfig extends JournalConfig {
  /** Notifications mapped at once by this process. */
  @IsInt()
  @Min(1)
  @Max(500)
  mapperConcurrency = 128;

  /** How long a job belongs to a process that no longer answers before another one takes it up. */
  @IsInt()
  @Min(1_000)
  @Max(300_000)
  workerLockMs = 30_000;

  /** A transaction that comes again later than this counts twice; ClickBank re-sends for about a day. */
  @IsInt()
  @Min(1)
  @Max(730)
  claimDays = 45;

  @IsInt()
  @Min(1)
  @Max(730)
  ledgerDays = 45;

  /** How long a receipt's click id is remembered for its rebills and refunds. */
  @IsInt()
  @Min(1)
  @Max(3_650)
  clickLinkDays = 400;

  /** Of Redis's `maxmemory`: above it the oldest timelines are removed before their time; 100 turns it off. */
  @IsInt()
  @Min(10)
  @Max(100)
  ledgerMemoryPercent = 75;
}
