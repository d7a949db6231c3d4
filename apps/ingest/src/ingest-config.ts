import { IsInt, IsString, Max, Min, Validate } from 'class-validator';
import { CommonConfig } from '@ins-relay/platform';
import { IsAddressList } from './is-address-list.js';

export class IngestConfig extends CommonConfig {
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

  /** A genuine notification has about 3 kB. */
  @IsInt()
  @Min(16_384)
  bodyBytesMax = 262_144;

  /** Whose `X-Forwarded-For` is believed: addresses and CIDR ranges, separated by commas. */
  @Validate(IsAddressList)
  trustedProxies = '';

  /** Hits of the pixel from one address without the ingest key, in each process. */
  @IsInt()
  @Min(1)
  pixelHitsPerMinute = 60;

  /** Hits of the pixel for one connection, in each process. */
  @IsInt()
  @Min(1)
  pixelHitsPerMinutePerConnection = 3_000;

  /** How long timelines are kept after the last thing that happened. */
  @IsInt()
  @Min(1)
  @Max(730)
  ledgerDays = 45;
}
