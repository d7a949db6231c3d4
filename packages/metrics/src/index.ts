export { AppMetrics } from './app-metrics.js';
export { watchDestinations } from './watch-destinations.js';
export { watchQueue, type WatchedQueue } from './watch-queue.js';
export { watchRedis } from './watch-redis.js';
