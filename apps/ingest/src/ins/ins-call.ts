import type { IncomingCall } from '../ingest-result.js';
import type { InsTarget } from './find-ins-target.js';

/** A call as it came in. */
export class InsCall implements IncomingCall {
  readonly connectionId: string;
  readonly ingestKey: string;

  constructor(
    { connectionId, ingestKey }: InsTarget,
    readonly body: Buffer,
    readonly receivedAtMs: number,
    private readonly findAddress: () => string,
  ) {
    this.connectionId = connectionId;
    this.ingestKey = ingestKey;
  }

  /** Looked for where it is asked for, which is for calls without the key only. */
  get address(): string {
    return this.findAddress();
  }
}
