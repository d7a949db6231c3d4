import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Overview } from '@ins-relay/console-contract';
import { formatCount, formatShare } from '../shared/format-number.js';
import { formatDuration } from '../shared/format-time.js';
import { OUTCOME_COLORS } from '../shared/outcome-colors.js';
import { ChartCard } from './chart-card.js';
import { listOutcomes, toChartRows } from './to-chart-rows.js';

const HEIGHT = 190;
const SHADE = 6;
/** Series are told apart by their order and their legend too, not by colour alone. */
const COMMON = {
  h: HEIGHT,
  dataKey: 'at',
  withLegend: true,
  tickLine: 'none' as const,
  gridAxis: 'y' as const,
  xAxisProps: { minTickGap: 32 },
};
const LINE = {
  ...COMMON,
  withDots: false,
  connectNulls: false,
  strokeWidth: 2,
  curveType: 'monotone' as const,
};

/** Plots of the time shown. */
export default function OverviewCharts({ overview }: { overview: Overview }): ReactNode {
  const { stretches, totals } = overview;
  const rows = toChartRows(overview);
  const outcomes = listOutcomes(stretches);
  const hasLatency = totals.deliveryP50Ms !== undefined && totals.deliveryP95Ms !== undefined;
  const worstAgeMs = Math.max(0, ...stretches.map(({ queueAgeMs = 0 }) => queueAgeMs));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <ChartCard
        title="Notifications"
        unit={`per ${formatDuration(overview.stepMs)}`}
        summary={`${formatCount(totals.notifications)} notifications in this time.`}
        isEmpty={totals.notifications === 0}
      >
        <BarChart
          {...COMMON}
          withLegend={false}
          data={rows}
          series={[{ name: 'notifications', color: `blue.${SHADE}` }]}
        />
      </ChartCard>
      <ChartCard
        title="Outcomes"
        unit={`events per ${formatDuration(overview.stepMs)}`}
        summary={outcomes
          .map((outcome) => `${formatCount(totals.outcomes[outcome] ?? 0)} ${outcome}`)
          .join(', ')}
        isEmpty={outcomes.length === 0}
      >
        <BarChart
          {...COMMON}
          data={rows}
          type="stacked"
          series={outcomes.map((name) => ({ name, color: `${OUTCOME_COLORS[name]}.${SHADE}` }))}
        />
      </ChartCard>
      <ChartCard
        title="Delivery time"
        unit="notification → RedTrack’s answer"
        summary={
          hasLatency
            ? `Half within ${formatDuration(totals.deliveryP50Ms ?? 0)}, 95 % within ${formatDuration(totals.deliveryP95Ms ?? 0)}.`
            : ''
        }
        isEmpty={!hasLatency}
      >
        <LineChart
          {...LINE}
          data={rows}
          valueFormatter={formatDuration}
          series={[
            { name: 'p95', label: 'p95', color: `orange.${SHADE}` },
            { name: 'p50', label: 'p50', color: `teal.${SHADE}` },
          ]}
        />
      </ChartCard>
      <ChartCard
        title="Attempts that succeeded"
        unit="percent"
        summary={
          totals.attempts === 0
            ? ''
            : `${formatShare((totals.attempts - totals.attemptsFailed) / totals.attempts)} of ${formatCount(totals.attempts)} attempts.`
        }
        isEmpty={totals.attempts === 0}
      >
        <LineChart
          {...LINE}
          withLegend={false}
          data={rows}
          unit=" %"
          yAxisProps={{ domain: [0, 100] }}
          series={[{ name: 'success', label: 'success', color: `teal.${SHADE}` }]}
        />
      </ChartCard>
      <ChartCard
        title="Queue age"
        unit="the longest that a job waited for its turn"
        summary={`At most ${formatDuration(worstAgeMs)}.`}
        isEmpty={stretches.every(({ queueAgeMs }) => queueAgeMs === undefined)}
      >
        <LineChart
          {...LINE}
          withLegend={false}
          data={rows}
          unit=" s"
          series={[{ name: 'queueAge', label: 'oldest job', color: `violet.${SHADE}` }]}
        />
      </ChartCard>
    </SimpleGrid>
  );
}
