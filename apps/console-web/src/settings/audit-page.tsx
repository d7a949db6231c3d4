import { Anchor, Button, Group, Paper, Table, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AuditEntry, AuditPage as Page } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { EmptyState } from '../shared/empty-state.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { linkToSubject } from './link-to-subject.js';

export default function AuditPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const cursor = search.get('cursor');
  const page = useAnswer<Page>(
    `/api/audit${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
    {
      keepsPrevious: true,
    },
  );
  const entries = page.data?.entries ?? [];
  return (
    <>
      <PageHead
        title="Audit log"
        text="Who did what: every change, every replay, every look at customer data."
      />
      <Paper withBorder>
        {page.data === undefined ? (
          <div style={{ padding: 16 }}>
            <PageState query={page} rows={8} />
          </div>
        ) : entries.length === 0 ? (
          <EmptyState icon={IconHistory} title="Nothing was done yet">
            Every change that somebody makes here or with an API token is written down.
          </EmptyState>
        ) : (
          <Table.ScrollContainer minWidth={560}>
            <Table verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>When</Table.Th>
                  <Table.Th>Who</Table.Th>
                  <Table.Th>What</Table.Th>
                  <Table.Th>On what</Table.Th>
                  <Table.Th>Detail</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {entries.map((entry) => (
                  <AuditRow key={entry.id} entry={entry} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Paper>
      <Group justify="space-between" my="md">
        <Button variant="default" size="xs" disabled={cursor === null} onClick={() => setSearch({})}>
          Newest
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={page.data?.nextCursor === undefined}
          onClick={() => setSearch({ cursor: page.data?.nextCursor ?? '' })}
        >
          Older
        </Button>
      </Group>
    </>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }): ReactNode {
  const { action, atMs, by, detail, subject } = entry;
  const to = linkToSubject(entry);
  return (
    <Table.Tr>
      <Table.Td>
        <RelativeTime atMs={atMs} />
      </Table.Td>
      <Table.Td>{by}</Table.Td>
      <Table.Td>
        <Text size="sm" ff="monospace">
          {action}
        </Text>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {to === undefined ? (
          subject
        ) : (
          <Anchor component={Link} to={to} size="sm">
            {subject}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {detail}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
