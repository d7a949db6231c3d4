import type { Connection } from '@ins-relay/contracts';

/** The URL to paste into ClickBank. It has no other parameters and ends with the key, as the guide wants it. */
export function buildInsUrl(publicBaseUrl: string, connection: Connection): string {
  return `${publicBaseUrl.replace(/\/+$/, '')}/ins/${connection.id}?key=${connection.clickbank.ingestKey}`;
}
