import { S2S_MACROS } from './pixel-parameters.js';

export interface PixelUrls {
  /** For the tracking-code creator; ClickBank puts the click id behind it. */
  readonly orderForm: string;
  /** The same by the connection's own host names, which need no id in the path. */
  readonly orderFormByHost: readonly string[];
  /** The same as a tag for a page of one's own; the click id goes where `CLICKID` stands. */
  readonly imageTag: string;
  /** For S2S postbacks: every macro, and the ingest key, so it is a secret. */
  readonly s2s: string;
  /** RedTrack's own pixel, past this relay. */
  readonly direct: string;
  readonly directImageTag: string;
}

const QUERY = '?type=InitiateCheckout';

/**
 * The URLs to paste into ClickBank.
 * @param publicBaseUrl under which ingest is reached, without a slash at the end
 * @param trackingDomain of RedTrack, scheme and host
 * @param hosts the connection's `pixel.hosts`
 */
export function buildPixelUrls(given: {
  readonly publicBaseUrl: string;
  readonly connectionId: string;
  readonly ingestKey: string;
  readonly trackingDomain: string;
  readonly hosts?: readonly string[];
}): PixelUrls {
  const ours = `${given.publicBaseUrl}/postback/${given.connectionId}`;
  const direct = `${given.trackingDomain}/postback${QUERY}`;
  const macros = S2S_MACROS.map((macro) => `${macro}={${macro}}`).join('&');
  return {
    orderForm: ours + QUERY,
    // An order form is a page of HTTPS, and browsers load nothing else on one.
    orderFormByHost: (given.hosts ?? []).map((host) => `https://${host}/postback${QUERY}`),
    imageTag: writeImageTag(ours + QUERY),
    s2s: `${ours}?${macros}&key=${given.ingestKey}`,
    direct,
    directImageTag: writeImageTag(direct),
  };
}

function writeImageTag(url: string): string {
  return `<img src="${url}&amp;format=img&amp;clickid=CLICKID" width="1" height="1" alt="">`;
}
