import type { Logger } from '@ins-relay/platform';
import {
  decidePressure,
  type PressureLevel,
  type PressureLimits,
  type PressureReading,
} from './decide-pressure.js';

export interface StoragePressurePorts {
  readonly read: () => Promise<PressureReading>;
  readonly limits: PressureLimits;
  readonly logger: Logger;
}

const LOOK_EVERY_MS = 1_000;

/** Watches how much room storage has, and says so when that changes. */
export class StoragePressure {
  private now: PressureLevel = 'normal';
  private latest: PressureReading = { memoryShare: 0, queueAgeMs: 0 };
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(private readonly ports: StoragePressurePorts) {}

  get level(): PressureLevel {
    return this.now;
  }

  /** For the operator. */
  get detail(): string {
    const { memoryShare, queueAgeMs } = this.latest;
    const age = `oldest notification waits ${Math.round(queueAgeMs / 1000)} s`;
    return `${this.now}: Redis memory at ${Math.round(memoryShare * 100)} %, ${age}`;
  }

  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** While Redis does not answer, the level stays: whoever needs it gets an error of its own. */
  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      this.latest = await this.ports.read();
      const before = this.now;
      this.now = decidePressure(this.latest, this.ports.limits, before);
      if (this.now !== before) this.tell(before);
    } catch {
      // Told by the client's own error listener.
    } finally {
      this.isLooking = false;
    }
  }

  private tell(before: PressureLevel): void {
    const line = { alarm: 'storage-pressure', pressure: this.now, before, detail: this.detail };
    if (this.now === 'full')
      this.ports.logger.error(line, 'storage is nearly full: notifications are answered 503');
    else if (this.now === 'strained')
      this.ports.logger.warn(line, 'storage is strained: see docs/failure-modes.md');
    else this.ports.logger.info(line, 'storage has room again');
  }
}
