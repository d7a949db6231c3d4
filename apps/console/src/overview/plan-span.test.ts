import { OVERVIEW_RANGES, planSpan } from './plan-span.js';

const NOW = Date.UTC(2026, 10, 24, 12, 34, 56);
const HOURS: Record<string, number> = { '1h': 1, '24h': 24, '7d': 168 };

test.each(OVERVIEW_RANGES)(
  'a plot of %s ends with the present stretch and begins on a whole one',
  (range) => {
    const { fromMs, stepMs, toMs } = planSpan(range, NOW);
    expect(toMs - fromMs).toBe((HOURS[range] ?? 0) * 3_600_000);
    expect(fromMs % stepMs).toBe(0);
    expect(toMs).toBeGreaterThan(NOW);
    expect(toMs - stepMs).toBeLessThanOrEqual(NOW);
  },
);
