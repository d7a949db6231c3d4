import {
  isPublicAddress,
  lookupPublic,
  PrivateAddressError,
  readLiteralAddress,
} from '@ins-relay/destinations';
import Pool from 'undici/lib/dispatcher/pool.js';
import { DeadlineError, exchange } from './exchange.js';

/** How one HTTP try ended. */
export type SendResult =
  | {
      readonly ended: 'answered';
      readonly status: number;
      readonly retryAfter: string | undefined;
      /** Start of the body, as text. */
      readonly body: string;
      readonly durationMs: number;
    }
  | { readonly ended: 'no-answer'; readonly error: NetworkFailure; readonly durationMs: number };

/** Why there was no answer, in one word an operator can act on. */
export type NetworkFailure =
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'dns'
  | 'tls'
  | 'unreachable'
  | 'protocol'
  /** Nothing was sent: the address is not public. */
  | 'private-address';

export interface SenderOptions {
  /** For tests and networks of one's own: postbacks may go to loopback and private addresses. */
  readonly allowPrivateDestinations: boolean;
  /** A destination that nothing was sent to for so long is let go; 5 minutes when not given. */
  readonly poolIdleMs?: number;
}

const SOCKET_IDLE_MS = 30_000;
/** Longer than any try may take. */
const POOL_IDLE_MS = 300_000;
/** Whoever sends bounds how many are under way; a pool must not bound them again. */
const CONNECTIONS_MAX = 1_000;

const FAILURES: Readonly<Record<string, NetworkFailure>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ERR_PRIVATE_ADDRESS: 'private-address',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

/**
 * Sends postbacks over connections that are kept alive, a pool for each destination. It never retries and follows
 * no redirect: the queue decides about that.
 */
export class PostbackSender {
  private readonly pools = new Map<string, { readonly pool: Pool; usedAtMs: number }>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: SenderOptions) {
    const idleMs = options.poolIdleMs ?? POOL_IDLE_MS;
    this.timer = setInterval(() => this.closeUnused(idleMs), idleMs);
    this.timer.unref();
  }

  /** @param url whole, with its query; it is never logged */
  async send(destination: string, url: string, timeoutMs: number): Promise<SendResult> {
    const startedMs = performance.now();
    const since = () => Math.round(performance.now() - startedMs);
    try {
      const answer = await exchange(this.pool(destination), readPath(destination, url), timeoutMs);
      const retryAfter = answer.headers['retry-after'];
      return {
        ended: 'answered',
        status: answer.status,
        retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
        body: answer.body,
        durationMs: since(),
      };
    } catch (error) {
      return { ended: 'no-answer', error: nameFailure(error), durationMs: since() };
    }
  }

  /** To how many destinations it keeps connections. */
  get destinations(): number {
    return this.pools.size;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.pools.values()].map(({ pool }) => pool.close()));
  }

  private closeUnused(idleMs: number): void {
    for (const [destination, { pool, usedAtMs }] of this.pools) {
      if (performance.now() - usedAtMs < idleMs) continue;
      this.pools.delete(destination);
      // Whatever should be under way still ends well; nothing new reaches this one.
      pool.close().catch(() => undefined);
    }
  }

  /** Where the host is an address already, no name is looked up that could be checked. */
  private refusePrivateLiteral(hostName: string): void {
    const address = readLiteralAddress(hostName);
    if (this.options.allowPrivateDestinations || address === undefined || isPublicAddress(address)) return;
    throw new PrivateAddressError(hostName);
  }

  private pool(destination: string): Pool {
    const usedAtMs = performance.now();
    const known = this.pools.get(destination);
    if (known !== undefined) {
      known.usedAtMs = usedAtMs;
      return known.pool;
    }
    this.refusePrivateLiteral(new URL(destination).hostname);
    const pool = new Pool(destination, {
      connections: CONNECTIONS_MAX,
      pipelining: 1,
      keepAliveTimeout: SOCKET_IDLE_MS,
      connect: this.options.allowPrivateDestinations ? {} : { lookup: lookupPublic },
    });
    this.pools.set(destination, { pool, usedAtMs });
    return pool;
  }
}

/** A postback's URL begins with its destination as it is written, so nearly never it has to be taken apart. */
function readPath(destination: string, url: string): string {
  if (url.startsWith(`${destination}/`)) return url.slice(destination.length);
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function nameFailure(error: unknown): NetworkFailure {
  if (error instanceof DeadlineError) return 'timeout';
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string') {
    const known = FAILURES[code];
    if (known !== undefined) return known;
    if (code.startsWith('ERR_TLS') || code.includes('CERT') || code.includes('SELF_SIGNED')) return 'tls';
  }
  return 'protocol';
}
