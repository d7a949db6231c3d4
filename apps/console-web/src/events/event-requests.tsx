import { Badge, Code, Group, Paper, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AttemptLine, SentRequest } from '@ins-relay/console-contract';
import { CopyButton } from '../shared/copy-button.js';
import { formatDuration } from '../shared/format-time.js';
import { RelativeTime } from '../shared/relative-time.js';

/** Every postback with its attempts; secrets and customer data are masked. */
export function EventRequests({ requests }: { requests: readonly SentRequest[] }): ReactNode {
  return (
    <Stack>
      {requests.map((request) => (
        <Paper key={request.ordinal} withBorder p="sm">
          <Group justify="space-between" mb={6}>
            <Text fw={550} size="sm">
              {request.conversionType} {request.sum}
            </Text>
            <Group gap={4}>
              <Text size="xs" ff="monospace" c="dimmed">
                {request.rdtkEventId}
              </Text>
              <CopyButton value={request.rdtkEventId} label="rdtk_event_id" />
            </Group>
          </Group>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            GET {request.maskedUrl}
          </Code>
          <Attempts attempts={request.attempts} />
        </Paper>
      ))}
    </Stack>
  );
}

function Attempts({ attempts }: { attempts: readonly AttemptLine[] }): ReactNode {
  if (attempts.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt={6}>
        Not tried yet.
      </Text>
    );
  }
  return (
    <Table mt={6} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Attempt</Table.Th>
          <Table.Th>Answer</Table.Th>
          <Table.Th>Took</Table.Th>
          <Table.Th>When</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {attempts.map((attempt) => (
          <Table.Tr key={attempt.attempt}>
            <Table.Td>{attempt.attempt}</Table.Td>
            <Table.Td>
              <Badge color={isGood(attempt) ? 'teal' : 'red'} variant="light" tt="none">
                {attempt.status ?? attempt.error}
              </Badge>
            </Table.Td>
            <Table.Td>{formatDuration(attempt.durationMs)}</Table.Td>
            <Table.Td>
              <RelativeTime atMs={attempt.atMs} />
              {attempt.nextAtMs === undefined ? null : (
                <Text size="xs" c="dimmed">
                  next <RelativeTime atMs={attempt.nextAtMs} />
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function isGood({ status }: AttemptLine): boolean {
  return status !== undefined && status < 300;
}
