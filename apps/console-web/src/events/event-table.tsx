import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { EventLine, PostbackLine } from '@ins-relay/console-contract';
import { OutcomeBadge } from '../shared/outcome-badge.js';
import { RelativeTime } from '../shared/relative-time.js';

/** Events as rows; a row leads to the event and keeps the filter. */
export function EventTable({ events }: { events: readonly EventLine[] }): ReactNode {
  const { search } = useLocation();
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table highlightOnHover verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th visibleFrom="sm">Received</Table.Th>
            <Table.Th>Event</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th visibleFrom="sm">To RedTrack</Table.Th>
            <Table.Th visibleFrom="md">Connection</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event) => (
            <EventRow key={event.eventId} event={event} search={search} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Says more than its meaning where it is not simply delivered. */
const PLAIN = new Set(['delivered', 'test']);

function EventRow({ event, search }: { event: EventLine; search: string }): ReactNode {
  const { connectionId, eventId, kind, outcome, postbacks, receipt, receivedAtMs, transactionType, why } =
    event;
  return (
    <Table.Tr>
      <Table.Td visibleFrom="sm">
        <RelativeTime atMs={receivedAtMs} />
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/events/${eventId}${search}`} size="sm" fw={550}>
          {kind ?? transactionType ?? 'Notification'}
        </Anchor>
        <Text size="xs" c="dimmed" ff="monospace">
          {receipt ?? '—'}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          <RelativeTime atMs={receivedAtMs} />
        </Text>
      </Table.Td>
      <Table.Td maw={340}>
        <OutcomeBadge outcome={outcome} />
        {PLAIN.has(outcome) ? null : (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {why}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Stack gap={0}>
          {postbacks.map((postback) => (
            <Postback key={postback.ordinal} postback={postback} />
          ))}
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="sm">{connectionId}</Text>
      </Table.Td>
    </Table.Tr>
  );
}

function Postback({
  postback: { attempts, conversionType, currency, sum },
}: {
  postback: PostbackLine;
}): ReactNode {
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm">{conversionType}</Text>
      <Text size="sm" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {sum} {currency ?? ''}
      </Text>
      {attempts > 1 ? (
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {attempts} attempts
        </Text>
      ) : null}
    </Group>
  );
}
