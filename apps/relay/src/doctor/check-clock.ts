import type { Check } from './finding.js';
import { judgeClock } from './judge-clock.js';

/** Jobs that wait are let go by the clocks of workers, and dated by those of whoever enqueued them. */
export const checkClock: Check = {
  about: 'clock',
  look: async ({ readNowMs, redis }) => {
    const sentMs = readNowMs();
    const [seconds = 0, microseconds = 0] = await redis.time();
    const theirsMs = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
    return [judgeClock('clock', 'Redis', { theirsMs, sentMs, receivedMs: readNowMs() })];
  },
};
