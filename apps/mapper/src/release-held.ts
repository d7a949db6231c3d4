import type { ConnectionDirectory } from '@ins-relay/connections';
import type { HeldEvents } from '@ins-relay/ledger';
import type { Logger } from '@ins-relay/platform';
import { requeueEvent, type RequeuePorts } from '@ins-relay/repair';

/** In case the message that a connection was enabled was missed. */
const SWEEP_MS = 30_000;

/** Puts the events of a connection back into the queue as soon as it is enabled again. */
export class ReleaseHeld {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly directory: ConnectionDirectory,
    private readonly held: HeldEvents,
    private readonly ports: RequeuePorts,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.directory.onChange(() => this.sweep());
    this.timer = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweep();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.underWay;
  }

  private sweep(): void {
    this.underWay = this.underWay
      .then(() => this.releaseEnabled())
      .catch((error: unknown) => this.logger.error({ err: error }, 'could not release held events'));
  }

  private async releaseEnabled(): Promise<void> {
    for (const connection of this.directory.list()) {
      if (!connection.enabled || this.isStopping) continue;
      const released = await this.held.releaseAll(connection.id, async (eventId) => {
        await requeueEvent(this.ports, eventId, { source: 'release', by: 'connection enabled' }, Date.now());
      });
      if (released > 0) this.logger.info({ connection: connection.id, released }, 'released held events');
    }
  }
}
