import { randomBytes } from 'node:crypto';
import { requeueEvent, type RequeuePorts } from '../requeue-event.js';
import type { BulkReplay, BulkReplayStore } from './bulk-replay-store.js';

export interface BulkReplayPorts extends RequeuePorts {
  readonly replays: BulkReplayStore;
  readonly readNowMs: () => number;
  readonly onError: (error: Error) => void;
}

const AT_ONCE = 50;
const LEASE_MS = 10_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Works off bulk replays, in whatever process is up: one of them holds the lease. A crash repeats at most a batch,
 * which is harmless, for a replay keeps its `rdtk_event_id`.
 */
export class BulkReplayRunner {
  private readonly owner = randomBytes(6).toString('hex');
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly ports: BulkReplayPorts) {}

  start(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Looks for work now instead of in a second. */
  look(): void {
    this.turn = this.turn.then(() => this.workOff()).catch(this.ports.onError);
  }

  /** Finishes the batch it is at. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.turn;
  }

  private async workOff(): Promise<void> {
    if (this.isStopped) return;
    const running = (await this.ports.replays.list()).filter(({ state }) => state === 'running');
    // The oldest first.
    for (const replay of running.reverse()) await this.workOffOne(replay);
  }

  private async workOffOne({ by, id, reason }: BulkReplay): Promise<void> {
    const { replays, readNowMs } = this.ports;
    while (!this.isStopped && (await replays.claim(id, this.owner, LEASE_MS))) {
      const eventIds = await replays.readNext(id, AT_ONCE);
      if ((await replays.find(id))?.state !== 'running') break;
      if (eventIds.length === 0) {
        await replays.end(id, 'done', readNowMs());
        break;
      }
      let replayed = 0;
      for (const eventId of eventIds) {
        const requeued = await requeueEvent(
          this.ports,
          eventId,
          { source: 'replay', by, reason },
          readNowMs(),
        );
        if (requeued.result === 'requeued') replayed += 1;
      }
      await replays.advance(id, replayed, eventIds.length - replayed);
    }
    if (this.isStopped) await replays.release(id);
  }
}
