import { IsInt, IsString, Max, Min, Validate } from 'class-validator';
import { NOTIFICATIONS_PER_BATCH } from '@ins-relay/contracts';
import { JournalConfig } from '@ins-relay/journal';
import { IsAddressList } from '@ins-relay/platform';

export class IngestConfig extends JournalConfig {
  /** A pod sets 0.0.0.0. */
  @IsString()
  ingestHost = '127.0.0.1';

  @IsInt()
  @Min(0)
  @Max(65_535)
  ingestPort = 3000;

  /** How long Redis may take before the answer is 503. ClickBank itself waits 3 s. */
  @IsInt()
  @Min(50)
  @Max(2_000)
  storageTimeoutMs = 400;

  /**
   * 200 is answered once so many replicas have the notification, so that a failover can't lose it; 0: once the
   * master has it.
   */
  @IsInt()
  @Min(0)
  @Max(5)
  redisWaitReplicas = 0;

  /** So many notifications that come at once share a job of the queue; 1: each has its own. */
  @IsInt()
  @Min(1)
  @Max(256)
  ingestBatchMax = NOTIFICATIONS_PER_BATCH;

  /** A genuine notification has about 3 kB. */
  @IsInt()
  @Min(16_384)
  bodyBytesMax = 262_144;

  /** Whose `X-Forwarded-For` is believed: addresses and CIDR ranges, separated by commas. */
  @Validate(IsAddressList)
  trustedProxies = '';

  /** Calls of INS URLs without the right key, from one address or for one URL, in each process. */
  @IsInt()
  @Min(1)
  keylessCallsPerMinute = 300;

  /** Hits of the pixel from one address without the ingest key, in each process. */
  @IsInt()
  @Min(1)
  pixelHitsPerMinute = 60;

  /** Hits of the pixel for one connection, in each process; those with the ingest key are counted apart. */
  @IsInt()
  @Min(1)
  pixelHitsPerMinutePerConnection = 3_000;

  /** Of Redis's `maxmemory`: from here on an alarm is told, and rejected calls are no longer recorded. */
  @IsInt()
  @Min(10)
  @Max(100)
  memoryStrainedPercent = 80;

  /** From here on notifications are answered 503, so that the workers can settle what is there. */
  @IsInt()
  @Min(10)
  @Max(100)
  memoryFullPercent = 92;

  /** An alarm is told once the oldest notification waits so long for the mapper. */
  @IsInt()
  @Min(1)
  queueAgeAlarmSeconds = 120;

  /** How long timelines are kept after the last thing that happened. */
  @IsInt()
  @Min(1)
  @Max(730)
  ledgerDays = 45;
}
