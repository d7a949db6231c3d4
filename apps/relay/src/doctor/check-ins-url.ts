import { isPublicAddress, readLiteralAddress } from '@ins-relay/destinations';
import type { Check, Finding } from './finding.js';

const ANSWER_MS_MAX = 8_000;
/** What ingest says to whoever opens an INS URL in a browser. */
const GREETING = 'INS Relay is listening';

/** Whether ClickBank can reach ingest, as seen from here. */
export const checkInsUrl: Check = {
  about: 'INS URL',
  look: async ({ config }) => {
    const base = config.publicInsBaseUrl.replace(/\/+$/, '');
    const findings = [await callIngest(base), ...judgeAddress(base)];
    return findings;
  },
};

async function callIngest(base: string): Promise<Finding> {
  const about = 'INS URL';
  const fix =
    'is ingest running, and does what is in front of it pass /ins/ on? PUBLIC_INS_BASE_URL says where it is';
  try {
    const response = await fetch(`${base}/ins/doctor`, { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    const text = await response.text();
    if (response.ok && text.includes(GREETING))
      return { about, level: 'ok', text: `${base} is answered by ingest` };
    return {
      about,
      level: 'failure',
      text: `${base} is answered with ${response.status}, not by ingest`,
      fix,
    };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return { about, level: 'failure', text: `${base} is not answered: ${cause?.code ?? message}`, fix };
  }
}

function judgeAddress(base: string): Finding[] {
  const { hostname, protocol } = new URL(base);
  const literal = readLiteralAddress(hostname);
  const isLocal = hostname === 'localhost' || (literal !== undefined && !isPublicAddress(literal));
  const fix = 'set PUBLIC_INS_BASE_URL to the https address that leads to ingest from outside';
  if (isLocal) {
    return [{ about: 'INS URL', level: 'warning', text: `ClickBank can’t reach ${hostname}`, fix }];
  }
  if (protocol === 'https:') return [];
  return [{ about: 'INS URL', level: 'warning', text: 'ClickBank calls https addresses only', fix }];
}
