import { Module, type DynamicModule } from '@nestjs/common';
import { ClickBankController } from './clickbank/clickbank.controller.js';
import { StandInClickBank } from './clickbank/stand-in-clickbank.js';
import { HealthController } from './health.controller.js';
import { RedTrackControlController } from './redtrack/redtrack-control.controller.js';
import { RedTrackController } from './redtrack/redtrack.controller.js';
import { StandInRedTrack } from './redtrack/stand-in-redtrack.js';
import type { SandboxConfig } from './sandbox-config.js';

@Module({})
export class SandboxModule {
  static register(config: SandboxConfig): DynamicModule {
    const { sandboxRetryIntervalMs: retryIntervalMs, sandboxSentMax: sentMax, sandboxLogEntriesMax } = config;
    return {
      module: SandboxModule,
      controllers: [ClickBankController, RedTrackController, RedTrackControlController, HealthController],
      providers: [
        { provide: StandInClickBank, useFactory: () => new StandInClickBank({ retryIntervalMs, sentMax }) },
        {
          provide: StandInRedTrack,
          useFactory: () => new StandInRedTrack(sandboxLogEntriesMax, Math.random, Date.now),
        },
      ],
    };
  }
}
