// @ts-check
import { Redis } from 'ioredis';

/** @param {string} redisUrl */
export function connect(redisUrl) {
  return new Redis(redisUrl, { maxRetriesPerRequest: null });
}
