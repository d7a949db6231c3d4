import type { RedisAddress } from './redis-address.js';

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** What to connect to. */
export type RedisTarget = RedisTopology & {
  readonly username?: string;
  readonly password?: string;
  /** Undefined: no TLS. */
  readonly tls?: { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string };
};

export type RedisTopology =
  | { readonly topology: 'standalone'; readonly node: RedisNode; readonly database: number }
  | {
      readonly topology: 'sentinel';
      readonly sentinels: readonly RedisNode[];
      readonly masterName: string;
      readonly database: number;
      readonly sentinelUsername?: string;
      readonly sentinelPassword?: string;
    }
  | { readonly topology: 'cluster'; readonly nodes: readonly RedisNode[] };

/** An address that can't be used; the message says how to mend it, and holds no secrets. */
export class RedisAddressError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RedisAddressError';
  }
}

const FORMS =
  'redis://host:6379, redis+sentinel://host1:26379,host2:26379/<master name> or redis+cluster://host1:6379,host2:6379 ' +
  '(rediss for TLS)';
const URL_PARTS = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:(.*)@)?([^@/?#]*)(?:\/([^?#]*))?$/;
const HOST_AND_PORT = /^(\[[0-9a-fA-F:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/;

/**
 * Understands `redis://[user:password@]host[:6379][/database]`,
 * `redis+sentinel://[user:password@]host[:26379],…/<master name>[/database]` and
 * `redis+cluster://[user:password@]host[:6379],…`; with `rediss` all links use TLS, those to Sentinels included.
 * @throws RedisAddressError
 */
export function parseRedisAddress(address: RedisAddress): RedisTarget {
  const parts = URL_PARTS.exec(address.url);
  if (parts === null) throw new RedisAddressError(`must be ${FORMS}`);
  const [, scheme, topologyName, userInfo = '', hosts = '', path = ''] = parts;
  const topology = parseTopology(topologyName, hosts, path, address);
  const [username, password] = splitUserInfo(userInfo);
  return {
    ...topology,
    ...omitEmpty({
      username: address.username || username,
      password: address.password || password,
    }),
    ...parseTls(scheme === 'rediss', address),
  };
}

function parseTopology(
  name: string | undefined,
  hosts: string,
  path: string,
  address: RedisAddress,
): RedisTopology {
  if (name !== 'sentinel' && (address.sentinelUsername || address.sentinelPassword)) {
    throw new RedisAddressError(
      'names no Sentinels, but REDIS_SENTINEL_USERNAME or REDIS_SENTINEL_PASSWORD is set; ' +
        'use redis+sentinel://…, or unset them',
    );
  }
  if (name === 'cluster') {
    if (path !== '')
      throw new RedisAddressError('ends with a database, but a Redis Cluster has only one; remove it');
    return { topology: 'cluster', nodes: parseNodes(hosts, 6379) };
  }
  if (name === 'sentinel') {
    const [masterName = '', database = '', ...more] = path.split('/');
    if (masterName === '' || more.length > 0) {
      throw new RedisAddressError(
        'must end with the name that the Sentinels have for the master: redis+sentinel://host1:26379,host2:26379/mymaster',
      );
    }
    return {
      topology: 'sentinel',
      sentinels: parseNodes(hosts, 26379),
      masterName: decode(masterName),
      database: parseDatabase(database),
      ...omitEmpty({
        sentinelUsername: address.sentinelUsername,
        sentinelPassword: address.sentinelPassword,
      }),
    };
  }
  const [node, ...others] = parseNodes(hosts, 6379);
  if (node === undefined || others.length > 0) {
    throw new RedisAddressError(
      'names several hosts; use redis+sentinel://… or redis+cluster://…, whichever they are',
    );
  }
  return { topology: 'standalone', node, database: parseDatabase(path) };
}

function parseNodes(hosts: string, defaultPort: number): RedisNode[] {
  return hosts.split(',').map((text) => {
    const [, host, port = String(defaultPort)] = HOST_AND_PORT.exec(text.trim()) ?? [];
    if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
      throw new RedisAddressError(
        `has a host that can't be read; must be ${FORMS}, with special characters of a password percent-encoded ` +
          'or the password in REDIS_PASSWORD',
      );
    }
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  });
}

function parseDatabase(text: string): number {
  if (!/^\d{0,4}$/.test(text)) throw new RedisAddressError('ends with a database that is no number');
  return Number(text);
}

function splitUserInfo(userInfo: string): [username: string, password: string] {
  const colon = userInfo.indexOf(':');
  if (colon === -1) return [decode(userInfo), ''];
  return [decode(userInfo.slice(0, colon)), decode(userInfo.slice(colon + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RedisAddressError(
      'has a % that is no percent-encoding; write %25, or set REDIS_PASSWORD instead',
    );
  }
}

function parseTls(isTls: boolean, { caFile, certFile, keyFile }: RedisAddress): Pick<RedisTarget, 'tls'> {
  if (isTls) {
    if (!certFile !== !keyFile) {
      throw new RedisAddressError('needs both or neither of REDIS_CERT_FILE and REDIS_KEY_FILE');
    }
    return { tls: omitEmpty({ caFile, certFile, keyFile }) };
  }
  if (caFile || certFile || keyFile) {
    throw new RedisAddressError(
      'asks for no TLS, but REDIS_CA_FILE, REDIS_CERT_FILE or REDIS_KEY_FILE is set; begin it with rediss, or unset them',
    );
  }
  return {};
}

function omitEmpty<T extends Record<string, string | undefined>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Partial<T>;
}
