import { Paper, SimpleGrid, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OverviewRange, OverviewTotals } from '@ins-relay/console-contract';
import { linkToEvents } from '../events/event-filter.js';
import { formatCount, formatShare } from '../shared/format-number.js';
import { formatDuration } from '../shared/format-time.js';

/** The figures of the time shown, at a glance. */
export function TotalTiles({
  range,
  totals: { attempts, attemptsFailed, deliveryP50Ms, deliveryP95Ms, notifications, outcomes, successShare },
}: {
  totals: OverviewTotals;
  range: OverviewRange;
}): ReactNode {
  const delivered = outcomes.delivered ?? 0;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      <Tile label="Notifications" value={formatCount(notifications)} to={linkToEvents({ since: range })}>
        Calls of ClickBank and of the pixel, also rejected ones.
      </Tile>
      <Tile
        label="Delivered events"
        value={formatCount(delivered)}
        to={linkToEvents({ since: range, outcome: 'delivered' })}
      >
        RedTrack accepted all their postbacks. {formatCount(attempts)} attempts, {formatCount(attemptsFailed)}{' '}
        of them without success.
      </Tile>
      <Tile label="Success" value={successShare === undefined ? '—' : formatShare(successShare)}>
        Delivered events among all that should have been: delivered, failed, quarantined, unattributed.
      </Tile>
      <Tile
        label="Delivery time, p50 / p95"
        value={
          deliveryP50Ms === undefined || deliveryP95Ms === undefined
            ? '—'
            : `${formatDuration(deliveryP50Ms)} / ${formatDuration(deliveryP95Ms)}`
        }
      >
        From the notification to RedTrack’s answer: half of the events were faster than the first figure, 95 %
        faster than the second.
      </Tile>
    </SimpleGrid>
  );
}

function Tile({
  children,
  label,
  to,
  value,
}: {
  label: string;
  value: string;
  to?: string;
  children: ReactNode;
}): ReactNode {
  const content = (
    <>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fz={{ base: 20, sm: 26 }} fw={650} className="numbers">
        {value}
      </Text>
    </>
  );
  return (
    <Tooltip
      label={children}
      multiline
      maw={280}
      openDelay={300}
      events={{ hover: true, focus: true, touch: false }}
    >
      {to === undefined ? (
        <Paper withBorder p="sm" tabIndex={0}>
          {content}
        </Paper>
      ) : (
        <Paper withBorder p="sm" component={Link} to={to} td="none" c="inherit">
          {content}
        </Paper>
      )}
    </Tooltip>
  );
}
