import type { OnApplicationShutdown } from '@nestjs/common';
import type { HealthChecks } from './health.js';

/** What an app runs on, as one provider: Nest stops it when the app is closed. */
export class AppRuntime implements OnApplicationShutdown {
  constructor(
    readonly health: HealthChecks,
    private readonly stop: () => Promise<void>,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }
}
