/** The names by which a marketer knows what ClickBank reports; the guide's event matching uses exactly these. */
export const EVENT_KINDS = [
  'Sale',
  'Rebill',
  'Refund',
  'Chargeback',
  'Upsell',
  'CancelRebill',
  'UncancelRebill',
  'SubscriptionChange',
  'CartAbandonment',
  'TestTransactions',
  'InitiateCheckout',
  'Other',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];
