import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { lookupPublic } from '@ins-relay/destinations';

/** What a host says of itself. Milliseconds since 1970, UTC. */
export interface HostAnswer {
  readonly sentMs: number;
  readonly receivedMs: number;
  /** The `Date` header, right to a second; undefined where there is none. */
  readonly dateMs: number | undefined;
  /** Until when its certificate is good; undefined without TLS. */
  readonly certificateUntilMs: number | undefined;
}

const ANSWER_MS_MAX = 8_000;

/**
 * Calls the root of a host, whatever it answers. Certificates count as they do for the dispatcher.
 * @throws Error with a `code`, such as ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED or ERR_PRIVATE_ADDRESS
 */
export function callHost(origin: string, isPrivateAllowed: boolean): Promise<HostAnswer> {
  const url = new URL('/', origin);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sentMs = Date.now();
    const call = request(url, {
      method: 'HEAD',
      // No agent: a socket that was kept has said its certificate already.
      agent: false,
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      ...(isPrivateAllowed ? {} : { lookup: lookupPublic }),
    });
    call.on('error', reject);
    call.on('response', (response) => {
      const date = Date.parse(response.headers.date ?? '');
      const validTo =
        url.protocol === 'https:' ? (response.socket as TLSSocket).getPeerCertificate().valid_to : undefined;
      response.resume();
      resolve({
        sentMs,
        receivedMs: Date.now(),
        dateMs: Number.isNaN(date) ? undefined : date,
        certificateUntilMs: validTo === undefined ? undefined : Date.parse(validTo),
      });
    });
    call.end();
  });
}
