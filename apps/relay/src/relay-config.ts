import { IsBoolean, IsInt, IsString, Max, Min } from 'class-validator';
import { JournalConfig } from '@ins-relay/journal';
import { Secret } from '@ins-relay/platform';

/** What the command line reads from the environment. */
export class RelayConfig extends JournalConfig {
  override logLevel = 'warn';

  /** Under which address ClickBank reaches ingest. */
  @IsString()
  publicInsBaseUrl = 'http://127.0.0.1:3000';

  @IsString()
  sandboxUrl = 'http://127.0.0.1:4400';

  @IsString()
  redtrackApiUrl = 'https://api.redtrack.io';

  /** Lets `relay doctor` ask how RedTrack treats duplicates. */
  @Secret()
  @IsString()
  redtrackApiKey = '';

  /** The same as the dispatcher's. */
  @IsBoolean()
  allowPrivateDestinations = false;

  @IsInt()
  @Min(1)
  @Max(730)
  ledgerDays = 45;

  @IsInt()
  @Min(1)
  @Max(3_650)
  clickLinkDays = 400;
}
