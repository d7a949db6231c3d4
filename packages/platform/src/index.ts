export { ConfigError, Secret, loadConfig, summarizeConfig } from './load-config.js';
export { CommonConfig } from './common-config.js';
export { createLogger, type Logger } from './create-logger.js';
export { NestLogger } from './nest-logger.js';
export { HealthChecks, type CheckResult, type HealthReport } from './health.js';
export { startHealthServer, type HealthServer } from './health-server.js';
export { checkRedisSettings, type RedisWarning } from './check-redis-settings.js';
export { closeRedis, connectRedis, waitForRedis, type RedisOptions } from './connect-redis.js';
export { runApp, type RunningApp } from './run-app.js';
