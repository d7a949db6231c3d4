import { isPublicAddress, readLiteralAddress } from '@ins-relay/destinations';
import { callHost } from './call-host.js';
import type { Check, DoctorContext, Finding } from './finding.js';
import { judgeClock } from './judge-clock.js';

const DAY_MS = 86_400_000;
const CERTIFICATE_DAYS_MIN = 14;
/** What a `Date` header leaves open. */
const DATE_STEP_MS = 1_000;

const FIXES: Readonly<Record<string, string>> = {
  ENOTFOUND:
    'nobody has this name: compare it with the tracking domain in RedTrack, and look at its DNS entry',
  EAI_AGAIN: 'names can’t be resolved from here: look at this machine’s DNS',
  ECONNREFUSED: 'nothing listens there: compare it with the tracking domain in RedTrack',
  ERR_PRIVATE_ADDRESS:
    'the dispatcher sends to public addresses only; in a network of your own set ALLOW_PRIVATE_DESTINATIONS=true',
  CERT_HAS_EXPIRED: 'renew the certificate: in RedTrack, issue it again for the tracking domain',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name: issue one in RedTrack for the tracking domain',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'nobody vouches for its certificate: issue one in RedTrack for the tracking domain',
};

/** Whether postbacks reach each tracking domain: DNS, TLS, the rule of public addresses. No postback is sent. */
export const checkDestinations: Check = {
  about: 'tracking domains',
  look: async (context) => {
    const { connections } = await context.connections.list();
    const origins = [...new Set(connections.map(({ redtrack }) => new URL(redtrack.trackingDomain).origin))];
    return (await Promise.all(origins.map((origin) => checkOrigin(origin, context)))).flat();
  },
};

async function checkOrigin(origin: string, { config, readNowMs }: DoctorContext): Promise<Finding[]> {
  const { host, hostname, protocol } = new URL(origin);
  const failure = (code: string): Finding[] => {
    const fix = FIXES[code];
    return [{ about: host, level: 'failure', text: `can’t be reached: ${code}`, ...(fix ? { fix } : {}) }];
  };
  const literal = readLiteralAddress(hostname);
  if (literal !== undefined && !config.allowPrivateDestinations && !isPublicAddress(literal)) {
    return failure('ERR_PRIVATE_ADDRESS');
  }
  let answer;
  try {
    answer = await callHost(origin, config.allowPrivateDestinations);
  } catch (error) {
    const { code, name } = error as Error & { code?: string };
    return failure(code ?? name);
  }
  const { certificateUntilMs, dateMs, receivedMs, sentMs } = answer;
  const findings: Finding[] = [];
  if (protocol === 'http:') {
    const text = 'is called without TLS: whoever is between reads customers’ data';
    findings.push({ about: host, level: 'warning', text, fix: 'write https:// in the connection' });
  }
  const days =
    certificateUntilMs === undefined ? undefined : Math.floor((certificateUntilMs - readNowMs()) / DAY_MS);
  if (days !== undefined && days < CERTIFICATE_DAYS_MIN) {
    const text = `its certificate ends in ${days} days`;
    findings.push({ about: host, level: 'warning', text, fix: 'see that RedTrack renews it' });
  }
  if (dateMs !== undefined) {
    const theirsMs = dateMs + DATE_STEP_MS / 2;
    const clock = judgeClock(host, host, { theirsMs, sentMs, receivedMs: receivedMs + DATE_STEP_MS });
    if (clock.level !== 'ok') findings.push(clock);
  }
  if (findings.length > 0) return findings;
  const certificate = days === undefined ? '' : `, certificate good for ${days} days`;
  return [{ about: host, level: 'ok', text: `answers${certificate}` }];
}
