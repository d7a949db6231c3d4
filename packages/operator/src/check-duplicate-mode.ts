import type { Connection } from '@ins-relay/contracts';
import { judgeOfferSource, type OfferSourceReport } from './judge-offer-source.js';

const TIMEOUT_MS = 8_000;

/** Asks RedTrack's API for the offer source and holds it against what this connection needs. The key is not kept. */
export async function checkDuplicateMode(
  apiUrl: string,
  connection: Connection,
  { apiKey, offerSourceId }: { readonly apiKey: string; readonly offerSourceId: string },
): Promise<OfferSourceReport> {
  const url = `${apiUrl.replace(/\/+$/, '')}/networks/${encodeURIComponent(offerSourceId)}?api_key=${encodeURIComponent(apiKey)}`;
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
  } catch {
    return unknown(
      'RedTrack’s API can’t be reached.',
      'try again later, or look at the offer source in RedTrack',
    );
  }
  if (response.status === 401 || response.status === 403) {
    return unknown('RedTrack refuses this API key.', 'RedTrack → Settings → Integrations shows it');
  }
  if (response.status === 404) {
    return unknown(
      'RedTrack knows no offer source of this id.',
      'it stands in the address of the offer source’s page',
    );
  }
  if (response.status === 429) return unknown('RedTrack’s API wants us to wait.', 'try again in a minute');
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || typeof body !== 'object' || body === null) {
    return unknown(
      `RedTrack’s API answered ${response.status}.`,
      'look at the offer source in RedTrack instead',
    );
  }
  return judgeOfferSource(body as Record<string, unknown>, connection);
}

function unknown(text: string, fix: string): OfferSourceReport {
  return { verdict: 'unknown', findings: [{ ok: false, text, fix }] };
}
