import { parseRedisInfo } from './parse-redis-info.js';

const INFO = [
  '# Server',
  'redis_version:7.0.15',
  'redis_mode:standalone',
  'uptime_in_seconds:120',
  '# Memory',
  'used_memory:1048576',
  'maxmemory:0',
  'maxmemory_policy:noeviction',
  'aof_enabled:1',
  'aof_last_write_status:err',
  'rdb_last_bgsave_status:ok',
  'rdb_last_save_time:1700000000',
  'role:master',
  'master_repl_offset:1000',
  'slave0:ip=10.0.0.2,port=6379,state=online,offset=900,lag=0',
  'db0:keys=12,expires=3,avg_ttl=0',
  'db1:keys=5,expires=0,avg_ttl=0',
].join('\r\n');

test('what INFO says is told in numbers', () => {
  expect(
    parseRedisInfo({ address: 'a:1', info: INFO, config: { appendfsync: 'everysec' }, slowLog: [] }),
  ).toMatchObject({
    version: '7.0.15',
    keys: 17,
    memory: { usedBytes: 1_048_576, maxBytes: 0, policy: 'noeviction' },
    persistence: { aofEnabled: true, aofFsync: 'everysec', aofLastWriteOk: false, lastSaveAtMs: 1.7e12 },
    replication: { role: 'master', replicas: [{ address: '10.0.0.2:6379', state: 'online', lagBytes: 100 }] },
  });
});

test('a server that tells nothing breaks nothing', () => {
  expect(parseRedisInfo({ address: 'a:1', info: '', config: {}, slowLog: [] })).toMatchObject({
    keys: 0,
    uptimeSeconds: 0,
  });
});
