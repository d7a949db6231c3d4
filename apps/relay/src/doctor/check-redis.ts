import { checkRedisSettings, readRedisHealth } from '@ins-relay/platform';
import type { Check, Finding } from './finding.js';

const MEMORY_SHARE_MAX = 0.8;
const MEGABYTE = 1_000_000;

/** Whether Redis can lose anything. */
export const checkRedis: Check = {
  about: 'Redis',
  look: async ({ redis }) => {
    const [health, warnings] = await Promise.all([readRedisHealth(redis), checkRedisSettings(redis)]);
    const { evictedKeys, isPersisting, memoryShare, usedBytes } = health;
    const findings: Finding[] = warnings.map(({ advice, server, setting, value }) => ({
      about: 'Redis',
      level: 'warning',
      text: `${server}: ${setting} is ${value}`,
      fix: advice,
    }));
    if (!isPersisting) {
      const text = 'does not write its append-only file: a restart loses what was answered 200';
      findings.push({
        about: 'Redis',
        level: 'failure',
        text,
        fix: 'CONFIG SET appendonly yes; is its disk full?',
      });
    }
    if (evictedKeys > 0) {
      const text = `threw away ${evictedKeys} keys since it was started: events may be lost`;
      findings.push({
        about: 'Redis',
        level: 'failure',
        text,
        fix: 'CONFIG SET maxmemory-policy noeviction',
      });
    }
    if (memoryShare > MEMORY_SHARE_MAX) {
      const text = `${Math.round(memoryShare * 100)} % of maxmemory is used`;
      findings.push({ about: 'Redis', level: 'warning', text, fix: 'raise maxmemory, or lower LEDGER_DAYS' });
    }
    if (findings.length > 0) return findings;
    const share = memoryShare === 0 ? 'no limit' : `${Math.round(memoryShare * 100)} % of its limit`;
    const text = `writes to disk, evicts nothing, ${Math.ceil(usedBytes / MEGABYTE)} MB used (${share})`;
    return [{ about: 'Redis', level: 'ok', text }];
  },
};
