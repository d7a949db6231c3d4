import { Badge, Paper, Table, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { DestinationLine, DestinationList, DestinationName } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { ConfirmDialog } from '../shared/confirm-dialog.js';
import { EmptyState } from '../shared/empty-state.js';
import { formatCount } from '../shared/format-number.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';

const REFRESH_MS = 5_000;
const COLORS: Readonly<Record<DestinationLine['state'], string>> = {
  'in use': 'teal',
  'left alone': 'red',
  paused: 'orange',
};

/** Where postbacks go, and whether they may go there now. */
export function DestinationsPanel(): ReactNode {
  const list = useAnswer<DestinationList>('/api/destinations', { refreshMs: REFRESH_MS });
  if (list.data === undefined) return <PageState query={list} />;
  const { destinations } = list.data;
  return (
    <Paper withBorder>
      {destinations.length === 0 ? (
        <EmptyState icon={IconSend} title="No destination yet">
          The tracking domain of each connection is one.
        </EmptyState>
      ) : (
        <Table.ScrollContainer minWidth={620}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Destination</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th ta="right">Waiting</Table.Th>
                <Table.Th>Connections</Table.Th>
                <Table.Th aria-label="Actions" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {destinations.map((line) => (
                <DestinationRow key={line.destination} line={line} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
}

function DestinationRow({ line }: { line: DestinationLine }): ReactNode {
  const { connectionIds, destination, sinceMs, state, untilMs, waiting, why } = line;
  const [asks, setAsks] = useState(false);
  const roleHint = useRoleHint('operator');
  const verb = state === 'in use' ? 'pause' : 'resume';
  const change = useChange<DestinationList, DestinationName>(`/api/destinations/${verb}`, {
    outdates: ['/api/destinations', '/api/attention'],
    onDone: () => setAsks(false),
  });
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{destination}</Table.Td>
      <Table.Td maw={320}>
        <Badge variant="light" color={COLORS[state]} tt="none">
          {state}
        </Badge>
        {why === undefined ? null : (
          <Text size="xs" c="dimmed">
            {why}
          </Text>
        )}
        {sinceMs === undefined ? null : (
          <Text size="xs" c="dimmed">
            since <RelativeTime atMs={sinceMs} />
            {untilMs === undefined ? (
              ''
            ) : (
              <>
                ; the next probe <RelativeTime atMs={untilMs} />
              </>
            )}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {formatCount(waiting)}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{connectionIds.join(', ')}</Text>
      </Table.Td>
      <Table.Td>
        <GuardedButton
          size="compact-xs"
          variant="light"
          hint={roleHint}
          aria-label={`${verb === 'pause' ? 'Pause' : 'Resume'} ${destination}`}
          onClick={() => setAsks(true)}
        >
          {verb === 'pause' ? 'Pause' : 'Resume'}
        </GuardedButton>
        <ConfirmDialog
          isOpen={asks}
          title={verb === 'pause' ? `Send nothing to ${destination}?` : `Send to ${destination} again?`}
          verb={verb === 'pause' ? 'Pause' : 'Resume'}
          isBusy={change.isPending}
          error={change.error?.message}
          onConfirm={() => change.mutate({ destination })}
          onClose={() => setAsks(false)}
        >
          <Text size="sm">
            {verb === 'pause'
              ? 'Its postbacks wait and lose nothing, until you resume.'
              : 'What waits is sent at once, at the pace that its settings allow.'}
          </Text>
        </ConfirmDialog>
      </Table.Td>
    </Table.Tr>
  );
}
