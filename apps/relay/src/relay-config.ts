import { IsBoolean, IsInt, IsString, Max, Min } from 'class-validator';
import { JournalConfig } from '@ins-relay/journal';

/** What the command line reads from the environment. */
export class RelayConfig extends JournalConfig {
  override logLevel = 'warn';

  /** Under which address ClickBank reaches ingest. */
  @IsString()
  publicInsBaseUrl = 'http://127.0.0.1:3000';

  @IsString()
  sandboxUrl = 'http://127.0.0.1:4400';

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
