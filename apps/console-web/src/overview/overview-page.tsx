import { Button, Paper, SegmentedControl, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { ConnectionList, Overview, OverviewRange } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { EmptyState } from '../shared/empty-state.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { AttentionPanel } from './attention-panel.js';
import { RevenueTable } from './revenue-table.js';
import { TotalTiles } from './total-tiles.js';

// Half of the console's bytes are charts; the first page doesn't wait for them.
const OverviewCharts = lazy(() => import('./overview-charts.js'));

const RANGES: readonly { readonly value: OverviewRange; readonly label: string }[] = [
  { value: '1h', label: '1 hour' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
];
const REFRESH_MS = 10_000;

export default function OverviewPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const range = RANGES.find(({ value }) => value === search.get('range'))?.value ?? '24h';
  const overview = useAnswer<Overview>(`/api/overview?range=${range}`, {
    refreshMs: REFRESH_MS,
    keepsPrevious: true,
  });
  const connections = useAnswer<ConnectionList>('/api/connections');
  const isNew = connections.data?.connections.length === 0;
  return (
    <>
      <PageHead title="Overview" text="From ClickBank’s call to RedTrack’s answer.">
        <SegmentedControl
          aria-label="Time shown"
          size="xs"
          data={[...RANGES]}
          value={range}
          onChange={(value) => setSearch(value === '24h' ? {} : { range: value }, { replace: true })}
        />
      </PageHead>
      {isNew ? (
        <Paper withBorder p="md">
          <EmptyState
            icon={IconPlugConnected}
            title="Connect your first ClickBank account"
            action={
              <Button component={Link} to="/connections/new">
                New connection
              </Button>
            }
          >
            It takes about five minutes. Sales, refunds and rebills then arrive in RedTrack by themselves, and
            this page shows how they fare.
          </EmptyState>
        </Paper>
      ) : (
        <Stack>
          <AttentionPanel />
          {overview.data === undefined ? (
            <PageState query={overview} rows={6} />
          ) : (
            <>
              <TotalTiles totals={overview.data.totals} range={range} />
              <Suspense fallback={<ChartSkeletons />}>
                <OverviewCharts overview={overview.data} />
              </Suspense>
              <RevenueTable lines={overview.data.revenue} />
            </>
          )}
        </Stack>
      )}
    </>
  );
}

function ChartSkeletons(): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} role="status" aria-label="Loading">
      {[0, 1, 2, 3].map((i) => (
        <Skeleton key={i} height={250} />
      ))}
    </SimpleGrid>
  );
}
