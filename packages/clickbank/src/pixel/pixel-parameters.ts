/** ClickBank's macros for S2S postbacks, of those that say something about an event. */
export const S2S_MACROS = [
  'account',
  'role',
  'vendor',
  'affiliate',
  'event_type',
  'event_id',
  'receipt_id',
  'affiliate_earnings',
  'total_transaction_amount',
  'currency',
  'click_id',
  'tid',
  'aff_sub1',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'extclid',
  'country',
] as const;

/** All that a hit can say: the macros under their own names, and what the order-form pixel has. */
export const PIXEL_PARAMETERS: ReadonlySet<string> = new Set([...S2S_MACROS, 'type', 'clickid']);
