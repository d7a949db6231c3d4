import type { Redis } from 'ioredis';

/** A setting of Redis that can lose data, and what to do about it. */
export interface RedisWarning {
  readonly setting: string;
  readonly value: string;
  readonly advice: string;
}

const WANTED: Readonly<Record<string, { readonly value: string; readonly advice: string }>> = {
  'maxmemory-policy': {
    value: 'noeviction',
    advice:
      'any other policy deletes queued events when memory is short: CONFIG SET maxmemory-policy noeviction',
  },
  appendonly: {
    value: 'yes',
    advice: 'without it a restart of Redis loses what was answered 200: CONFIG SET appendonly yes',
  },
};

/** Looks for settings that can lose data; a server that does not tell them (managed ones often don't) is not judged. */
export async function checkRedisSettings(redis: Redis): Promise<RedisWarning[]> {
  const warnings: RedisWarning[] = [];
  for (const [setting, wanted] of Object.entries(WANTED)) {
    const value = await readSetting(redis, setting);
    if (value !== undefined && value !== wanted.value)
      warnings.push({ setting, value, advice: wanted.advice });
  }
  return warnings;
}

async function readSetting(redis: Redis, setting: string): Promise<string | undefined> {
  try {
    const [, value] = (await redis.config('GET', setting)) as [string, string] | [];
    return value;
  } catch {
    return undefined;
  }
}
