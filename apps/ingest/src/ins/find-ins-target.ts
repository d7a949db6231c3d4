import type { IncomingMessage } from 'node:http';
import findMyWay from 'find-my-way';
import { ROUTER_OPTIONS } from '../http/router-options.js';

export const INS_ROUTE = '/ins/:connection';

export interface InsTarget {
  readonly connectionId: string;
  /** As it stands in the URL; empty where there is none, or several. */
  readonly ingestKey: string;
}

/** Fastify's own router, so that an address means here what it means there. */
const router = findMyWay(ROUTER_OPTIONS);
router.on('POST', INS_ROUTE, () => undefined);

/** The router takes what begins with anything else for a path too. */
const PATH_OR_URL = /^(?:\/|https?:\/\/)/i;

/** Whom a call of the INS URL is for; undefined for any other call. */
export function findInsTarget({ method, url = '' }: IncomingMessage): InsTarget | undefined {
  if (method !== 'POST' || !PATH_OR_URL.test(url)) return undefined;
  const found = router.find('POST', url);
  const connectionId = found?.params['connection'];
  if (!found || !connectionId) return undefined;
  const key: unknown = found.searchParams['key'];
  return { connectionId, ingestKey: typeof key === 'string' ? key : '' };
}
