import { randomBytes } from 'node:crypto';
import { determinePixelEvent, pickPixelParameters, type PixelHit } from '@ins-relay/clickbank';
import type { ConnectionDirectory } from '@ins-relay/connections';
import { createEventId, type Connection } from '@ins-relay/contracts';
import type { IngestResult } from '../ingest-result.js';
import { isIngestKey } from '../is-ingest-key.js';
import type { Intake } from '../intake/intake.js';
import type { StoragePressure } from '../pressure/storage-pressure.js';
import type { RejectionRecorder } from '../rejection-recorder.js';
import type { CallLimiter, LimitVerdict } from '../limits/call-limiter.js';
import { toAddressKey } from '@ins-relay/platform';
import { findPixelConnection } from './find-pixel-connection.js';

/** One call of the pixel. */
export interface IncomingHit {
  /** Of the path, where it has one. */
  readonly connectionId: string | undefined;
  readonly hostName: string;
  /** Of the client. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly receivedAtMs: number;
}

export interface AcceptPixelHitPorts {
  readonly directory: ConnectionDirectory;
  readonly intake: Intake;
  readonly rejections: RejectionRecorder;
  /** By address, hits without the key; by connection, all hits, those with the key apart from those without. */
  readonly limits: { readonly ofAddress: CallLimiter; readonly ofConnection: CallLimiter };
  readonly pressure: Pick<StoragePressure, 'level' | 'detail'>;
}

/**
 * Decides about one call of the pixel; `accepted` only once it is durable. Anybody can call it, so without the
 * ingest key it can report nothing but InitiateCheckout.
 */
export class AcceptPixelHit {
  constructor(private readonly ports: AcceptPixelHitPorts) {}

  /** Never throws: whatever fails in storage is `unavailable`. */
  async accept(hit: IncomingHit): Promise<IngestResult> {
    try {
      return await this.decide(hit);
    } catch (error) {
      return { result: 'unavailable', problem: error instanceof Error ? error.message : String(error) };
    }
  }

  private async decide(hit: IncomingHit): Promise<IngestResult> {
    const { directory, pressure } = this.ports;
    if (!directory.isLoaded) return { result: 'unavailable', problem: 'connections are not loaded yet' };
    if (pressure.level === 'full') return { result: 'unavailable', problem: pressure.detail };
    const parameters = pickPixelParameters(hit.query);
    const connection = findPixelConnection(directory.list(), { ...hit, account: parameters['account'] });
    const hasKey = isIngestKey(hit.query.get('key') ?? '', connection?.clickbank, hit.receivedAtMs);
    const limit = await this.takeBudget(hit, connection, hasKey);
    if (!limit.isWithin) return { result: 'limited', retryAfterSeconds: limit.retryAfterSeconds };
    if (connection === undefined) return this.reject(hit, undefined, 'unknown-connection');
    const { kind } = determinePixelEvent(parameters, connection.pixel.events, hasKey);
    if (!hasKey && kind !== 'InitiateCheckout') return this.reject(hit, connection, 'pixel-without-key');
    return this.enqueue(hit, connection, hasKey, parameters);
  }

  /**
   * All of ClickBank's S2S postbacks come from few addresses, so those with the key are bounded by connection only,
   * and browsers, or whoever poses as one, can't use up their share. A connection that does not exist has a limit
   * too: the answer must not tell.
   */
  private async takeBudget(
    { address, connectionId = '' }: IncomingHit,
    connection: Connection | undefined,
    hasKey: boolean,
  ): Promise<LimitVerdict> {
    const { ofAddress, ofConnection } = this.ports.limits;
    const id = connection?.id ?? connectionId;
    if (hasKey) return ofConnection.take(`${id} with the key`);
    const limit = await ofAddress.take(toAddressKey(address));
    return limit.isWithin ? ofConnection.take(id) : limit;
  }

  private async enqueue(
    { receivedAtMs }: IncomingHit,
    { id: connectionId }: Connection,
    hasKey: boolean,
    parameters: Record<string, string>,
  ): Promise<IngestResult> {
    const eventId = createEventId(receivedAtMs, randomBytes(11));
    // Without the key nobody's word is taken for it; see `decodePixelHit`.
    const receipt = hasKey ? parameters['receipt_id'] : undefined;
    const kept: PixelHit = { parameters, receivedAt: new Date(receivedAtMs).toISOString() };
    await this.ports.intake.enqueue({
      schema: 1,
      eventId,
      generation: 0,
      connectionId,
      source: 'pixel',
      verification: hasKey ? 'key' : 'none',
      receivedAtMs,
      ...(receipt === undefined ? {} : { receipt: receipt.slice(0, 64) }),
      text: JSON.stringify(kept),
    });
    return { result: 'accepted', eventId, transactionType: parameters['event_type'] ?? 'pixel' };
  }

  private reject(
    { receivedAtMs }: IncomingHit,
    connection: Connection | undefined,
    cause: 'unknown-connection' | 'pixel-without-key',
  ): IngestResult {
    return this.ports.rejections.recordPixelHit(connection?.id, receivedAtMs, cause);
  }
}
