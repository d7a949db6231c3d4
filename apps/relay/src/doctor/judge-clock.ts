import type { Finding } from './finding.js';

/** An answer that took this long says little about the clock; beyond it clocks are worth mending. */
const SKEW_MS_MAX = 2_000;

/**
 * Compares two clocks. Pure.
 * @param theirsMs what theirs said · @param sentMs, receivedMs when ours asked and heard
 */
export function judgeClock(
  about: string,
  whose: string,
  { theirsMs, sentMs, receivedMs }: { theirsMs: number; sentMs: number; receivedMs: number },
): Finding {
  const aheadMs = Math.round((sentMs + receivedMs) / 2 - theirsMs);
  const uncertainMs = (receivedMs - sentMs) / 2;
  const seconds = (Math.abs(aheadMs) / 1_000).toFixed(1);
  if (Math.abs(aheadMs) - uncertainMs <= SKEW_MS_MAX) {
    return { about, level: 'ok', text: `the clock here and that of ${whose} agree` };
  }
  const text = `the clock here is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} that of ${whose}`;
  return { about, level: 'warning', text, fix: 'let both be kept by NTP: waits and plots go by them' };
}
