import { Alert, Anchor, Button, Group, Paper, Table, Text } from '@mantine/core';
import { IconCircleCheck, IconPlugConnected, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ConnectionLine, ConnectionList } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useRoleHint } from '../api/use-session.js';
import { linkToEvents } from '../events/event-filter.js';
import { EmptyState } from '../shared/empty-state.js';
import { formatCount } from '../shared/format-number.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { HealthBadge } from './health-badge.js';

const REFRESH_MS = 10_000;

export default function ConnectionsPage(): ReactNode {
  const list = useAnswer<ConnectionList>('/api/connections', { refreshMs: REFRESH_MS });
  const navigate = useNavigate();
  const roleHint = useRoleHint('operator');
  const newButton = (
    <GuardedButton
      hint={roleHint}
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => void navigate('/connections/new')}
    >
      New connection
    </GuardedButton>
  );
  return (
    <>
      <PageHead title="Connections" text="A ClickBank account, and where in RedTrack its events go.">
        <Button component="a" href="/api/connections/export" download="connections.yaml" variant="default">
          Export YAML
        </Button>
        {newButton}
      </PageHead>
      {list.data?.unreadable.map(({ id, problem }) => (
        <Alert key={id} color="red" mb="sm" title={`The settings of ${id} can’t be read`}>
          {problem}
        </Alert>
      ))}
      <Paper withBorder>
        {list.data === undefined ? (
          <div style={{ padding: 16 }}>
            <PageState query={list} />
          </div>
        ) : list.data.connections.length === 0 ? (
          <EmptyState icon={IconPlugConnected} title="No connection yet" action={newButton}>
            The first takes about five minutes: the nickname of a ClickBank account, its secret key, and your
            tracking domain.
          </EmptyState>
        ) : (
          <Table.ScrollContainer minWidth={640}>
            <Table verticalSpacing="xs" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Connection</Table.Th>
                  <Table.Th>Health</Table.Th>
                  <Table.Th>Last event</Table.Th>
                  <Table.Th ta="right">Last 24 h</Table.Th>
                  <Table.Th>Goes to</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.data.connections.map((line) => (
                  <ConnectionRow key={line.id} line={line} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Paper>
    </>
  );
}

function ConnectionRow({ line }: { line: ConnectionLine }): ReactNode {
  const { account, health, id, lastDay, lastNotificationAtMs, name, role, trackingDomain, verifiedAtMs } =
    line;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/connections/${id}`} fw={550} size="sm">
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {account}, {role.toLowerCase()}
        </Text>
      </Table.Td>
      <Table.Td>
        <HealthBadge health={health} />
        {verifiedAtMs === undefined ? null : (
          <Group gap={4} wrap="nowrap">
            <IconCircleCheck size={12} color="var(--mantine-color-teal-6)" aria-hidden />
            <Text size="xs" c="dimmed">
              verified
            </Text>
          </Group>
        )}
      </Table.Td>
      <Table.Td>
        {lastNotificationAtMs === undefined ? '—' : <RelativeTime atMs={lastNotificationAtMs} />}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        <Anchor
          component={Link}
          to={linkToEvents({ connection: id, since: '24h' })}
          size="sm"
          aria-label={`Events of ${name} in the last 24 hours`}
        >
          {formatCount(lastDay.events)}
        </Anchor>
        {lastDay.failed === 0 ? null : (
          <div>
            <Anchor
              component={Link}
              to={linkToEvents({ connection: id, since: '24h', outcome: 'failed' })}
              size="xs"
              c="red"
            >
              {formatCount(lastDay.failed)} failed
            </Anchor>
          </div>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm">{trackingDomain.replace(/^https?:\/\//, '')}</Text>
      </Table.Td>
    </Table.Tr>
  );
}
