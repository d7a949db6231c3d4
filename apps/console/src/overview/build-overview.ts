import type { Overview, OverviewRange, OverviewTotals } from '@ins-relay/console-contract';
import type { Figures, Statistics, StatisticsSpan } from '@ins-relay/statistics';

/** Statistics as the overview shows them. Pure. */
export function buildOverview(
  range: OverviewRange,
  { fromMs, stepMs, toMs }: StatisticsSpan,
  { revenue, stretches, totals }: Statistics,
): Overview {
  return { range, fromMs, toMs, stepMs, stretches, totals: buildTotals(totals), revenue };
}

function buildTotals({ queueAgeMs: _, ...totals }: Figures): OverviewTotals {
  const { delivered = 0, failed = 0, quarantined = 0, unattributed = 0 } = totals.outcomes;
  const settled = delivered + failed + quarantined + unattributed;
  return { ...totals, ...(settled === 0 ? {} : { successShare: delivered / settled }) };
}
