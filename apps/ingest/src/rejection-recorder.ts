import { randomBytes } from 'node:crypto';
import { createEventId, type Cause } from '@ins-relay/contracts';
import type { LedgerWriter, UnverifiedCalls } from '@ins-relay/ledger';
import type { IncomingCall, IngestResult } from './ingest-result.js';
import type { StoragePressure } from './pressure/storage-pressure.js';

/** A flood of bad calls must not push genuine events out of the ledger: so many are recorded an hour, each process. */
const RECORDED_PER_HOUR_MAX = 1_000;
const HOUR_MS = 3_600_000;
/** In place of the id of a connection that does not exist: the caller chose it. */
const UNKNOWN = '(unknown)';

/**
 * Records calls that could not be verified, for the operator, and keeps them for a later `reverify`; not while
 * storage is strained: what room there is belongs to genuine notifications.
 */
export class RejectionRecorder {
  private hour = 0;
  private readonly recorded = new Map<string, number>();

  constructor(
    private readonly ledger: LedgerWriter,
    private readonly unverified: UnverifiedCalls,
    private readonly pressure: StoragePressure,
  ) {}

  async record(
    call: IncomingCall,
    cause: Cause,
    about: { isKnown: boolean; hadKey: boolean },
  ): Promise<IngestResult> {
    const connectionId = about.isKnown ? call.connectionId : UNKNOWN;
    if (!this.takeBudget(connectionId, call.receivedAtMs)) return { result: 'rejected', cause };
    const eventId = createEventId(call.receivedAtMs, randomBytes(11));
    if (about.isKnown) {
      const { receivedAtMs, body } = call;
      await this.unverified.keep(connectionId, { eventId, receivedAtMs, body }, about.hadKey);
    }
    return this.write(eventId, connectionId, call.receivedAtMs, cause, 'ins');
  }

  /** A pixel hit can't be verified later, so nothing of it is kept. */
  async recordPixelHit(
    knownConnectionId: string | undefined,
    receivedAtMs: number,
    cause: Cause,
  ): Promise<IngestResult> {
    const connectionId = knownConnectionId ?? UNKNOWN;
    if (!this.takeBudget(connectionId, receivedAtMs)) return { result: 'rejected', cause };
    const eventId = createEventId(receivedAtMs, randomBytes(11));
    return this.write(eventId, connectionId, receivedAtMs, cause, 'pixel');
  }

  private async write(
    eventId: string,
    connectionId: string,
    atMs: number,
    cause: Cause,
    source: 'ins' | 'pixel',
  ): Promise<IngestResult> {
    await this.ledger.append(eventId, [
      { type: 'received', atMs, connectionId, source },
      { type: 'settled', atMs, outcome: 'rejected', cause },
    ]);
    return { result: 'rejected', eventId, cause };
  }

  private takeBudget(connectionId: string, nowMs: number): boolean {
    if (this.pressure.level !== 'normal') return false;
    const hour = Math.floor(nowMs / HOUR_MS);
    if (hour !== this.hour) this.recorded.clear();
    this.hour = hour;
    const taken = this.recorded.get(connectionId) ?? 0;
    if (taken >= RECORDED_PER_HOUR_MAX) return false;
    this.recorded.set(connectionId, taken + 1);
    return true;
  }
}
