import type { Cause } from '@ins-relay/contracts';

/** One call of the INS URL. */
export interface IncomingCall {
  readonly connectionId: string;
  readonly ingestKey: string;
  readonly body: Buffer;
  /** Of the client. */
  readonly address: string;
  readonly receivedAtMs: number;
}

/** What the caller learns is less: `rejected` looks the same whatever the cause. */
export type IngestResult =
  | {
      readonly result: 'accepted';
      readonly eventId: string;
      readonly transactionType: string;
      readonly receipt?: string;
    }
  | { readonly result: 'rejected'; readonly eventId?: string; readonly cause: Cause }
  /** Calls without the key came too often from there; nothing was looked at. */
  | { readonly result: 'limited'; readonly retryAfterSeconds: number }
  /** Nothing was stored; the caller has to come again. */
  | { readonly result: 'unavailable'; readonly problem: string };
