import { Button, Group, Loader, Paper, Text } from '@mantine/core';
import { IconActivity, IconFilterOff, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { Outlet, useSearchParams } from 'react-router';
import type { EventPage } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { EmptyState } from '../shared/empty-state.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { EventFilters } from './event-filters.js';
import { isFiltered, readEventFilter, toEventQueryText } from './event-filter.js';
import { EventTable } from './event-table.js';
import { mergeLiveEvents } from './merge-live-events.js';
import { useLiveEvents, type LiveState } from './use-live-events.js';

const LIVE_WORDS: Readonly<Record<LiveState, string>> = {
  off: 'Paused',
  connecting: 'Connecting …',
  live: 'Live',
  lost: 'Connection lost; trying again …',
};
const MINUTE_MS = 60_000;

export default function EventsPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [isLive, setIsLive] = useState(true);
  const cursor = search.get('cursor');
  // The same minute gives the same question.
  const minute = Math.floor(Date.now() / MINUTE_MS);
  const filter = useMemo(() => readEventFilter(search, minute * MINUTE_MS), [search, minute]);
  const query = toEventQueryText(filter, cursor === null ? {} : { cursor });
  const page = useAnswer<EventPage>(`/api/events?${query}`, { keepsPrevious: true });
  const canBeLive = cursor === null && filter.customer === undefined && filter.untilMs === undefined;
  const live = useLiveEvents(
    isLive && canBeLive ? toEventQueryText({ ...filter, sinceMs: undefined }) : undefined,
  );
  const events = mergeLiveEvents(page.data?.events ?? [], live.changed);

  const goTo = (next: string | undefined) => {
    const target = new URLSearchParams(search);
    if (next === undefined) target.delete('cursor');
    else target.set('cursor', next);
    setSearch(target);
  };

  return (
    <>
      <PageHead title="Events" text="What came in, and what became of it.">
        <Group gap="xs">
          <Text size="sm" c={live.state === 'lost' ? 'red' : 'dimmed'} role="status">
            {canBeLive ? LIVE_WORDS[live.state] : 'Not live on this page'}
          </Text>
          <Button
            variant={isLive ? 'light' : 'filled'}
            size="xs"
            disabled={!canBeLive}
            leftSection={
              isLive ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />
            }
            onClick={() => {
              if (!isLive) void page.refetch();
              setIsLive(!isLive);
            }}
          >
            {isLive ? 'Pause' : 'Go live'}
          </Button>
        </Group>
      </PageHead>
      <EventFilters />
      <Paper withBorder>
        {page.data === undefined ? (
          <div style={{ padding: 16 }}>
            <PageState query={page} rows={8} />
          </div>
        ) : events.length > 0 ? (
          <EventTable events={events} />
        ) : (
          <Nothing
            isFiltered={isFiltered(filter)}
            hasMore={page.data.nextCursor !== undefined}
            onClear={() => setSearch({})}
          />
        )}
      </Paper>
      <Group justify="space-between" my="md">
        <Button variant="default" size="xs" onClick={() => goTo(undefined)} disabled={cursor === null}>
          Newest
        </Button>
        {page.isPlaceholderData ? <Loader size="xs" aria-label="Loading" /> : null}
        <Button
          variant="default"
          size="xs"
          onClick={() => goTo(page.data?.nextCursor)}
          disabled={page.data?.nextCursor === undefined || page.isPlaceholderData}
        >
          Older
        </Button>
      </Group>
      <Outlet />
    </>
  );
}

function Nothing({
  hasMore,
  isFiltered: isNarrowed,
  onClear,
}: {
  isFiltered: boolean;
  hasMore: boolean;
  onClear: () => void;
}): ReactNode {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="No event matches"
        action={
          <Button variant="light" onClick={onClear}>
            Clear the filters
          </Button>
        }
      >
        {hasMore
          ? 'Not among the latest; “Older” looks further back.'
          : 'Nothing that is kept has all of these.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconActivity} title="No events yet">
      They appear here as soon as ClickBank calls an INS URL. Set up a connection, then press Test in
      ClickBank.
    </EmptyState>
  );
}
