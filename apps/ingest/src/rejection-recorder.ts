import { randomBytes } from 'node:crypto';
import { createEventId, type Cause } from '@ins-relay/contracts';
import type { LedgerWriter, UnverifiedCalls } from '@ins-relay/ledger';
import type { IncomingCall, IngestResult } from './ingest-result.js';
import type { StoragePressure } from './pressure/storage-pressure.js';

export interface RejectionRecorderPorts {
  readonly ledger: LedgerWriter;
  readonly unverified: UnverifiedCalls;
  readonly pressure: StoragePressure;
  readonly onError: (error: Error) => void;
}

/** A flood of bad calls must not push genuine events out of the ledger: so many are recorded an hour, each process. */
const RECORDED_PER_HOUR_MAX = 1_000;
const UNDER_WAY_MAX = 50;
const HOUR_MS = 3_600_000;
/** In place of the id of a connection that does not exist: the caller chose it. */
const UNKNOWN = '(unknown)';

/**
 * Records calls that could not be verified, for the operator, and keeps them for a later `reverify`; not while
 * storage is strained: what room there is belongs to genuine notifications. The caller's answer does not wait for
 * it: how long it takes would tell what was wrong.
 */
export class RejectionRecorder {
  private hour = 0;
  private readonly recorded = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly ports: RejectionRecorderPorts) {}

  record(call: IncomingCall, cause: Cause, about: { isKnown: boolean; hadKey: boolean }): IngestResult {
    const { body, receivedAtMs } = call;
    const connectionId = about.isKnown ? call.connectionId : UNKNOWN;
    return this.recordInBackground(connectionId, receivedAtMs, cause, 'ins', async (eventId) => {
      if (!about.isKnown) return;
      await this.ports.unverified.keep(connectionId, { eventId, receivedAtMs, body }, about.hadKey);
    });
  }

  /** A pixel hit can't be verified later, so nothing of it is kept. */
  recordPixelHit(connectionId: string | undefined, receivedAtMs: number, cause: Cause): IngestResult {
    return this.recordInBackground(
      connectionId ?? UNKNOWN,
      receivedAtMs,
      cause,
      'pixel',
      async () => undefined,
    );
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private recordInBackground(
    connectionId: string,
    atMs: number,
    cause: Cause,
    source: 'ins' | 'pixel',
    keep: (eventId: string) => Promise<void>,
  ): IngestResult {
    if (this.underWay.size >= UNDER_WAY_MAX || !this.takeBudget(connectionId, atMs)) {
      return { result: 'rejected', cause };
    }
    const eventId = createEventId(atMs, randomBytes(11));
    const write = async () => {
      await keep(eventId);
      await this.ports.ledger.append(
        eventId,
        [
          { type: 'received', atMs, connectionId, source },
          { type: 'settled', atMs, outcome: 'rejected', cause },
        ],
        { connectionId },
      );
    };
    const writing = write()
      .catch(this.ports.onError)
      .finally(() => this.underWay.delete(writing));
    this.underWay.add(writing);
    return { result: 'rejected', eventId, cause };
  }

  private takeBudget(connectionId: string, nowMs: number): boolean {
    if (this.ports.pressure.level !== 'normal') return false;
    const hour = Math.floor(nowMs / HOUR_MS);
    if (hour !== this.hour) this.recorded.clear();
    this.hour = hour;
    const taken = this.recorded.get(connectionId) ?? 0;
    if (taken >= RECORDED_PER_HOUR_MAX) return false;
    this.recorded.set(connectionId, taken + 1);
    return true;
  }
}
