import type { OverviewRange } from '@ins-relay/console-contract';
import type { StatisticsSpan } from '@ins-relay/statistics';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const SPANS: Readonly<Record<OverviewRange, { readonly stepMs: number; readonly steps: number }>> = {
  '1h': { stepMs: MINUTE_MS, steps: 60 },
  '24h': { stepMs: 15 * MINUTE_MS, steps: 96 },
  '7d': { stepMs: 2 * HOUR_MS, steps: 84 },
};

export const OVERVIEW_RANGES = Object.keys(SPANS) as OverviewRange[];

/** The stretches of a plot; the last one is the one that is not over yet. */
export function planSpan(range: OverviewRange, nowMs: number): StatisticsSpan {
  const { stepMs, steps } = SPANS[range];
  const toMs = Math.floor(nowMs / stepMs) * stepMs + stepMs;
  return { fromMs: toMs - steps * stepMs, toMs, stepMs };
}
