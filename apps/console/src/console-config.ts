import { IsBoolean, IsInt, IsString, IsUrl, Max, Min, Validate, ValidateIf } from 'class-validator';
import { CommonConfig, IsAddressList, Secret } from '@ins-relay/platform';

export class ConsoleConfig extends CommonConfig {
  /** A pod sets 0.0.0.0. */
  @IsString()
  consoleHost = '127.0.0.1';

  @IsInt()
  @Min(0)
  @Max(65_535)
  consolePort = 3100;

  /** How browsers reach the console, where something with TLS is in front of it: `https://relay.example.com`. */
  @ValidateIf((config: ConsoleConfig) => config.consolePublicUrl !== '')
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  consolePublicUrl = '';

  /** The one-time password of the first administrator; one is made and printed where it is not set. */
  @Secret()
  @IsString()
  consoleFirstPassword = '';

  /** Whose `X-Forwarded-For` is believed: addresses and CIDR ranges, separated by commas. */
  @Validate(IsAddressList)
  trustedProxies = '';

  /** Under which address ClickBank reaches ingest. */
  @IsString()
  publicInsBaseUrl = 'http://127.0.0.1:3000';

  /** Under which address the console reaches ingest, for test events; the public one where it is not set. */
  @IsString()
  ingestUrl = '';

  @IsString()
  redtrackApiUrl = 'https://api.redtrack.io';

  /** The same as the dispatcher's. */
  @IsBoolean()
  allowPrivateDestinations = false;

  /** Where alerts are posted to, as Slack and its like take them; it is a secret. Nobody is told where it is not set. */
  @Secret()
  @ValidateIf((config: ConsoleConfig) => config.alertWebhookUrl !== '')
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  alertWebhookUrl = '';

  /** What lasts is told again after so long. */
  @IsInt()
  @Min(1)
  @Max(10_080)
  alertRepeatMinutes = 240;

  /** How often somebody looks. */
  @IsInt()
  @Min(1)
  @Max(3_600)
  alertCheckSeconds = 30;

  @IsInt()
  @Min(1)
  @Max(730)
  ledgerDays = 45;

  @IsInt()
  @Min(1)
  @Max(3_650)
  clickLinkDays = 400;
}
