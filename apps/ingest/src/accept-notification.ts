import { openNotification } from '@ins-relay/clickbank';
import { readAccountKeys, type ConnectionDirectory, type ConnectionStateStore } from '@ins-relay/connections';
import { createEventId, type Connection } from '@ins-relay/contracts';
import { takeRandomBytes } from '@ins-relay/sealing';
import type { Intake } from './intake/intake.js';
import type { IncomingCall, IngestResult } from './ingest-result.js';
import { isIngestKey } from './is-ingest-key.js';
import type { CallLimiter, LimitVerdict } from './limits/call-limiter.js';
import { toAddressKey } from '@ins-relay/platform';
import type { StoragePressure } from './pressure/storage-pressure.js';
import type { RejectionRecorder } from './rejection-recorder.js';

export interface AcceptNotificationPorts {
  readonly directory: ConnectionDirectory;
  readonly state: ConnectionStateStore;
  readonly intake: Intake;
  readonly rejections: RejectionRecorder;
  readonly pressure: Pick<StoragePressure, 'level' | 'detail'>;
  /** Calls without the key. */
  readonly limits: { readonly ofAddress: CallLimiter; readonly ofConnection: CallLimiter };
}

const NOTE_EVERY_MS = 60_000;

/** Decides about one call of the INS URL; `accepted` only once the notification is durable. */
export class AcceptNotification {
  private readonly notedAtMs = new Map<string, number>();

  constructor(private readonly ports: AcceptNotificationPorts) {}

  /** Never throws: whatever fails in storage is `unavailable`. */
  async accept(call: IncomingCall): Promise<IngestResult> {
    try {
      return await this.decide(call);
    } catch (error) {
      return { result: 'unavailable', problem: error instanceof Error ? error.message : String(error) };
    }
  }

  /** A body that the server refused to read to its end. */
  refuseLargeBody(call: IncomingCall): IngestResult {
    const isKnown = this.ports.directory.find(call.connectionId) !== undefined;
    return this.ports.rejections.record(call, 'body-too-large', { isKnown, hadKey: false });
  }

  private async decide(call: IncomingCall): Promise<IngestResult> {
    const { directory, pressure, rejections } = this.ports;
    if (!directory.isLoaded) return { result: 'unavailable', problem: 'connections are not loaded yet' };
    if (pressure.level === 'full') return { result: 'unavailable', problem: pressure.detail };
    const connection = directory.find(call.connectionId);
    const hasKey = isIngestKey(call.ingestKey, connection?.clickbank, call.receivedAtMs);
    if (!hasKey) {
      const limit = await this.takeBudget(call);
      if (!limit.isWithin) return { result: 'limited', retryAfterSeconds: limit.retryAfterSeconds };
    }
    if (connection === undefined) {
      return rejections.record(call, 'unknown-connection', { isKnown: false, hadKey: false });
    }
    if (!hasKey) return rejections.record(call, 'wrong-ingest-key', { isKnown: true, hadKey: false });
    const opened = openNotification(call.body, readAccountKeys(connection, call.receivedAtMs));
    if (!opened.ok) return rejections.record(call, opened.cause, { isKnown: true, hadKey: true });
    const eventId = createEventId(call.receivedAtMs, takeRandomBytes(11));
    await this.ports.intake.enqueue({
      schema: 1,
      eventId,
      generation: 0,
      connectionId: connection.id,
      source: 'ins',
      verification: opened.verification,
      receivedAtMs: call.receivedAtMs,
      ...(opened.receipt === undefined ? {} : { receipt: opened.receipt }),
      text: opened.plaintext,
    });
    const noted = this.noteVerified(connection, opened.transactionType, call.receivedAtMs);
    // Whoever presses "Test" looks for it at once; a genuine notification is not answered later for it.
    if (opened.transactionType === 'TEST') await noted;
    return {
      result: 'accepted',
      eventId,
      transactionType: opened.transactionType,
      ...(opened.receipt === undefined ? {} : { receipt: opened.receipt }),
    };
  }

  /**
   * Whoever has the key is always looked at. For everybody else the id of the URL counts, whether there is such a
   * connection or not: the limit must not tell.
   */
  private async takeBudget({ address, connectionId }: IncomingCall): Promise<LimitVerdict> {
    const { ofAddress, ofConnection } = this.ports.limits;
    const limit = await ofAddress.take(toAddressKey(address));
    return limit.isWithin ? ofConnection.take(connectionId) : limit;
  }

  /** That the set-up works: every TEST, and now and then a genuine notification. */
  private async noteVerified(connection: Connection, transactionType: string, atMs: number): Promise<void> {
    const { id } = connection;
    const by = transactionType === 'TEST' ? 'test' : 'notification';
    if (by === 'notification' && atMs - (this.notedAtMs.get(id) ?? 0) < NOTE_EVERY_MS) return;
    this.notedAtMs.set(id, atMs);
    // The notification is durable already; a note that fails must not have ClickBank send it again.
    await this.ports.state.markVerified(id, atMs, by).catch(() => this.notedAtMs.delete(id));
  }
}
