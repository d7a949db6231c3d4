export { getFreePort } from './get-free-port.js';
export { waitFor, type WaitOptions } from './wait-for.js';
export { runCommand, type CommandOptions, type CommandResult } from './run-command.js';
export { startProcess, type ManagedProcess, type ProcessExit, type ProcessOptions } from './start-process.js';
export { findRedisBinary } from './find-redis-binary.js';
export { REDIS_SETTINGS } from './redis-settings.js';
export { startRedisServer, type RedisServer, type RedisServerOptions } from './start-redis-server.js';
export { startHttpServer, type HttpHandler, type TestHttpServer } from './start-http-server.js';
export { findRepositoryRoot } from './find-repository-root.js';
export {
  LOCAL_SERVICES,
  startLocalStack,
  type LocalService,
  type LocalStack,
  type LocalStackOptions,
} from './start-local-stack.js';
export { SERVICE_NODE_ENVIRONMENT, SERVICE_NODE_FLAGS } from './service-node-flags.js';
export { makeCertificate, type TestCertificate } from './make-certificate.js';
export { askRedis } from './ask-redis.js';
export {
  startRedisReplication,
  type RedisReplication,
  type RedisReplicationOptions,
} from './start-redis-replication.js';
export { startRedisCluster, type RedisCluster, type RedisClusterOptions } from './start-redis-cluster.js';
export {
  findKafkaJars,
  startKafkaBroker,
  type KafkaBroker,
  type KafkaBrokerOptions,
} from './start-kafka-broker.js';
