import type { Connection, RelayEvent, Verification } from '@ins-relay/contracts';
import { determineEventKind } from './determine-event-kind.js';
import { findParentReceipt } from './find-parent-receipt.js';
import { withoutAbsent } from './without-absent.js';

export interface DecodingContext {
  /** The connection's nickname. */
  readonly account: string;
  readonly verification: Verification;
  /** Pixel hits leave to the connection what they mean. */
  readonly connection?: Pick<Connection, 'clickbank' | 'pixel'>;
}

/** What a decoder reads; the rest of an event follows from it. */
export type EventParts = Omit<RelayEvent, 'kind' | 'parentReceipt' | 'account' | 'verification'> & {
  readonly isUpsell: boolean;
};

/** The canonical event of what was read: its kind, its parent, and without the fields that are absent. */
export function assembleEvent(context: DecodingContext, { isUpsell, ...parts }: EventParts): RelayEvent {
  const kind = determineEventKind(parts.transactionType, isUpsell);
  return withoutAbsent({
    kind,
    ...parts,
    account: context.account.toLowerCase(),
    verification: context.verification,
    role: parts.role.toUpperCase(),
    parentReceipt: findParentReceipt(kind, parts.receipt, parts.upsell),
    currency: parts.currency?.toUpperCase(),
  });
}
