import { parseRedisAddress, RedisAddressError, type RedisTarget } from './parse-redis-address.js';

test.each<[string, RedisTarget]>([
  ['redis://localhost', { topology: 'standalone', node: { host: 'localhost', port: 6379 }, database: 0 }],
  [
    'rediss://app:p%40ss@redis.example:6380/2',
    {
      topology: 'standalone',
      node: { host: 'redis.example', port: 6380 },
      database: 2,
      username: 'app',
      password: 'p@ss',
      tls: {},
    },
  ],
  [
    'redis://:p/w?@x@h',
    { topology: 'standalone', node: { host: 'h', port: 6379 }, database: 0, password: 'p/w?@x' },
  ],
  [
    'redis://:pw@[::1]:7000',
    { topology: 'standalone', node: { host: '::1', port: 7000 }, database: 0, password: 'pw' },
  ],
  [
    'redis+sentinel://app:pw@s1,s2:26380,[::1]:26381/mymaster/3',
    {
      topology: 'sentinel',
      sentinels: [
        { host: 's1', port: 26379 },
        { host: 's2', port: 26380 },
        { host: '::1', port: 26381 },
      ],
      masterName: 'mymaster',
      database: 3,
      username: 'app',
      password: 'pw',
    },
  ],
  [
    'rediss+cluster://c1:7001,c2:7002',
    {
      topology: 'cluster',
      nodes: [
        { host: 'c1', port: 7001 },
        { host: 'c2', port: 7002 },
      ],
      tls: {},
    },
  ],
])('%s is understood', (url, target) => {
  expect(parseRedisAddress({ url })).toEqual(target);
});

test('what is set beside the URL wins over what is in it, and needs no encoding', () => {
  const address = { url: 'redis://old:pw@h', username: 'app', password: 'p@/:ss%' };
  expect(parseRedisAddress(address)).toMatchObject({ username: 'app', password: 'p@/:ss%' });
  expect(
    parseRedisAddress({
      url: 'rediss+sentinel://s/m',
      sentinelUsername: 'watch',
      sentinelPassword: 'spw',
      caFile: '/ca.pem',
      certFile: '/cert.pem',
      keyFile: '/key.pem',
    }),
  ).toMatchObject({
    sentinelUsername: 'watch',
    sentinelPassword: 'spw',
    tls: { caFile: '/ca.pem', certFile: '/cert.pem', keyFile: '/key.pem' },
  });
});

test.each([
  [{ url: 'localhost:6379' }, /must be redis:\/\/host:6379, redis\+sentinel:/],
  [{ url: 'redis://h?family=6' }, /must be redis:/],
  [{ url: 'redis://h:0' }, /host that can't be read/],
  [{ url: 'redis://h:99999' }, /host that can't be read/],
  [{ url: 'redis://h1,h2' }, /several hosts; use redis\+sentinel/],
  [{ url: 'redis://h/x' }, /database that is no number/],
  [{ url: 'redis+sentinel://h:26379' }, /must end with the name that the Sentinels have for the master/],
  [{ url: 'redis+cluster://h:7001/1' }, /a Redis Cluster has only one/],
  [{ url: 'redis://:50%@h' }, /write %25, or set REDIS_PASSWORD/],
  [{ url: 'redis://h', caFile: '/ca.pem' }, /asks for no TLS, but REDIS_CA_FILE/],
  [{ url: 'rediss://h', certFile: '/c.pem' }, /both or neither of REDIS_CERT_FILE and REDIS_KEY_FILE/],
  [{ url: 'redis+cluster://h', sentinelPassword: 'x' }, /names no Sentinels, but REDIS_SENTINEL_/],
])('%j is refused with the way to mend it', (address, message) => {
  expect(() => parseRedisAddress(address)).toThrow(RedisAddressError);
  expect(() => parseRedisAddress(address)).toThrow(message);
});

test('no error repeats a password', () => {
  for (const url of [
    'redis://:topsecret@h:x',
    'redis://:topsecret%@h',
    'redis://:top secret/x@',
    'x:topsecret',
  ]) {
    const parse = () => parseRedisAddress({ url });
    expect(parse).toThrow(RedisAddressError);
    expect(parse).not.toThrow(/secret/);
  }
});
