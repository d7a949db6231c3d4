import type { Connection } from '@ins-relay/contracts';

/** What RedTrack’s settings mean for a connection. `unknown`: they can’t be told from here. */
export interface OfferSourceReport {
  readonly verdict: 'good' | 'problem' | 'unknown';
  readonly findings: readonly { readonly ok: boolean; readonly text: string; readonly fix?: string }[];
}

type Finding = OfferSourceReport['findings'][number];

/**
 * Holds an offer source, as RedTrack's `GET /networks/{id}` tells it, against what a connection needs. How the API
 * writes its modes is not published; only what is understood beyond doubt is called good. Pure.
 */
export function judgeOfferSource(
  source: Readonly<Record<string, unknown>>,
  { redtrack }: Connection,
): OfferSourceReport {
  const mode = judgeMode(source['postback_mode']);
  const findings = [mode.finding, ...judgeProtection(source, redtrack), ...judgeCurrency(source, redtrack)];
  if (findings.some(({ ok, fix }) => !ok && fix !== undefined && mode.isUnderstood))
    return { verdict: 'problem', findings };
  return { verdict: mode.isUnderstood ? 'good' : 'unknown', findings };
}

function judgeMode(mode: unknown): { isUnderstood: boolean; finding: Finding } {
  const written = typeof mode === 'string' || typeof mode === 'number' ? String(mode) : '';
  if (/event.?id/i.test(written)) {
    return { isUnderstood: true, finding: { ok: true, text: 'Duplicates are ignored by event id.' } };
  }
  const fix =
    'set “Ignore duplicate postbacks by event id” for the conversion types, or for the offer source';
  if (/[a-z]{4}/i.test(written)) {
    return { isUnderstood: true, finding: { ok: false, text: `The duplicate mode is “${written}”.`, fix } };
  }
  const text = `RedTrack’s API says “${written || 'nothing'}” about the duplicate mode, which can’t be told from here.`;
  return { isUnderstood: false, finding: { ok: false, text, fix: `in RedTrack, ${fix}` } };
}

function judgeProtection(
  source: Readonly<Record<string, unknown>>,
  { postbackToken }: Connection['redtrack'],
): Finding[] {
  const findings: Finding[] = [];
  if (source['postback_protected'] === true && postbackToken === null) {
    const text =
      'Postback protection is on, and this connection has no postback token: RedTrack drops its postbacks.';
    findings.push({ ok: false, text, fix: 'copy the token from RedTrack into the connection' });
  }
  if (source['enable_ip_whitelist'] === true) {
    const text = 'An IP allow list is on.';
    findings.push({
      ok: true,
      text: `${text} The address from which this relay reaches the internet has to be in it.`,
    });
  }
  return findings;
}

function judgeCurrency(
  source: Readonly<Record<string, unknown>>,
  { currency }: Connection['redtrack'],
): Finding[] {
  const theirs = source['currency'];
  if (typeof theirs !== 'string' || theirs === '' || currency === null || theirs === currency) return [];
  const text = `The offer source counts in ${theirs}, postbacks say ${currency}; RedTrack converts.`;
  return [{ ok: true, text }];
}
