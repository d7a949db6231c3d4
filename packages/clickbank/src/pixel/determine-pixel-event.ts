import type { EventKind, PixelSettings } from '@ins-relay/contracts';
import { normalizeTransactionType } from '../determine-event-kind.js';

/** What a pixel hit reports. */
export interface PixelEvent {
  readonly kind: EventKind;
  /** That of INS for the same event, so that a purchase is the same transaction whoever reports it. */
  readonly transactionType: string;
  /** As it was called: ClickBank's `{event_type}`, or the `type` of the URL. */
  readonly pixelType: string;
}

const INITIATE_CHECKOUT = 'InitiateCheckout';
const TRANSACTION_TYPES: Readonly<Partial<Record<EventKind, string>>> = {
  Sale: 'SALE',
  Upsell: 'SALE',
  Rebill: 'BILL',
  Refund: 'RFND',
  Chargeback: 'CGBK',
  CancelRebill: 'CANCEL-REBILL',
  UncancelRebill: 'UNCANCEL-REBILL',
  SubscriptionChange: 'SUBSCRIPTION-CHG',
  CartAbandonment: 'ABANDONED-ORDER',
  TestTransactions: 'TEST-PIXEL',
  InitiateCheckout: 'INITIATE-CHECKOUT',
};

/**
 * Which event a hit reports: ClickBank's S2S `event_type` by the connection's table, or the `type` of the URL, of
 * which only InitiateCheckout, which is also the default, is an event of its own. Everything else is `Other`, of
 * which rules can see `event.pixelType`.
 * @param hasKey without the ingest key anybody may have sent it, so that nothing but InitiateCheckout is believed
 */
export function determinePixelEvent(
  parameters: Readonly<Record<string, string>>,
  events: PixelSettings['events'],
  hasKey: boolean,
): PixelEvent {
  const s2sType = parameters['event_type'];
  const pixelType = s2sType ?? parameters['type'] ?? INITIATE_CHECKOUT;
  const kind = s2sType === undefined ? readUrlType(pixelType) : findKind(s2sType, events);
  return describe(hasKey || kind === INITIATE_CHECKOUT ? kind : null, pixelType);
}

function readUrlType(type: string): EventKind | null {
  return isSame(type, INITIATE_CHECKOUT) ? INITIATE_CHECKOUT : null;
}

function findKind(s2sType: string, events: PixelSettings['events']): EventKind | null {
  const known = Object.keys(events).find((type) => isSame(type, s2sType));
  return known === undefined ? null : (events[known] ?? null);
}

function describe(kind: EventKind | null, pixelType: string): PixelEvent {
  const transactionType = kind === null ? undefined : TRANSACTION_TYPES[kind];
  if (kind === null || transactionType === undefined) {
    return { kind: 'Other', transactionType: `PIXEL-${normalizeTransactionType(pixelType)}`, pixelType };
  }
  return { kind, transactionType, pixelType };
}

function isSame(a: string, b: string): boolean {
  const simplify = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return simplify(a) === simplify(b);
}
