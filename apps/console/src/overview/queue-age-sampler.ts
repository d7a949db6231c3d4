import type { OperatorStorage } from '@ins-relay/operator';
import type { StatisticsRecorder } from '@ins-relay/statistics';

const EVERY_MS = 10_000;

/** Notes now and then how long the oldest job waits, for the plot. */
export class QueueAgeSampler {
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(
    private readonly storage: OperatorStorage,
    private readonly recorder: StatisticsRecorder,
    private readonly onError: (error: Error) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    void this.look();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const nowMs = Date.now();
      const { deliverQueue, mapQueue } = this.storage;
      const ages = await Promise.all(
        [mapQueue, deliverQueue].map((queue) => queue.readOldestWaitingAgeMs(nowMs)),
      );
      this.recorder.noteQueueAge(Math.max(...ages), nowMs);
    } catch (error) {
      this.onError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.isLooking = false;
    }
  }
}
