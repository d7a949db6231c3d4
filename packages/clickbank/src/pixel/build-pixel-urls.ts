/** ClickBank's macros for S2S postbacks, of those that say something about an event. */
const MACROS = [
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

export interface PixelUrls {
  /** For the tracking-code creator; ClickBank puts the click id behind it. */
  readonly orderForm: string;
  /** The same as a tag for a page of one's own; the click id goes where `CLICKID` stands. */
  readonly imageTag: string;
  /** For S2S postbacks: every macro, and the ingest key, so it is a secret. */
  readonly s2s: string;
  /** RedTrack's own pixel, past this relay. */
  readonly direct: string;
}

/**
 * The URLs to paste into ClickBank.
 * @param publicBaseUrl under which ingest is reached, without a slash at the end
 * @param trackingDomain of RedTrack, scheme and host
 */
export function buildPixelUrls(given: {
  readonly publicBaseUrl: string;
  readonly connectionId: string;
  readonly ingestKey: string;
  readonly trackingDomain: string;
}): PixelUrls {
  const ours = `${given.publicBaseUrl}/postback/${given.connectionId}`;
  const orderForm = `${ours}?type=InitiateCheckout`;
  const macros = MACROS.map((macro) => `${macro}={${macro}}`).join('&');
  return {
    orderForm,
    imageTag: `<img src="${orderForm}&amp;format=img&amp;clickid=CLICKID" width="1" height="1" alt="">`,
    s2s: `${ours}?${macros}&key=${given.ingestKey}`,
    direct: `${given.trackingDomain}/postback?type=InitiateCheckout`,
  };
}
