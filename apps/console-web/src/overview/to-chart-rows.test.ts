import type { OverviewStretch } from '@ins-relay/console-contract';
import { listOutcomes, toChartRows } from './to-chart-rows.js';

const stretch = (more: Partial<OverviewStretch>): OverviewStretch => ({
  atMs: 0,
  notifications: 0,
  outcomes: {},
  attempts: 0,
  attemptsFailed: 0,
  ...more,
});

test('where nothing was measured the line has a gap, not a zero', () => {
  expect(toChartRows({ range: '1h', stretches: [stretch({})] })).toMatchObject([
    { notifications: 0, p50: null, p95: null, success: null, queueAge: null },
  ]);
});

test('attempts become a success rate and ages become seconds', () => {
  const rows = toChartRows({
    range: '1h',
    stretches: [stretch({ attempts: 3, attemptsFailed: 1, queueAgeMs: 1_500, outcomes: { delivered: 2 } })],
  });
  expect(rows).toMatchObject([{ success: 66.7, queueAge: 1.5, delivered: 2 }]);
});

test('only outcomes that occur are shown, delivered first', () => {
  const stretches = [stretch({ outcomes: { failed: 1 } }), stretch({ outcomes: { delivered: 1, test: 0 } })];
  expect(listOutcomes(stretches)).toEqual(['delivered', 'failed']);
});
