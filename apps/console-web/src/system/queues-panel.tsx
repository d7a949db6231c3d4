import { Alert, Anchor, Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { QueueReport, QueueReports } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { formatCount } from '../shared/format-number.js';
import { formatDuration } from '../shared/format-time.js';
import { PageState } from '../shared/page-state.js';
import { Fact } from './fact.js';

const REFRESH_MS = 2_000;
const OLD_MS = 60_000;
const PURPOSES: Readonly<Record<string, string>> = {
  'notification.map': 'Notifications on their way to the mapper, which decides what becomes of them.',
  'postback.deliver': 'Postbacks on their way to RedTrack; those that try again later are delayed.',
};

/** Each queue as a card, fresh every two seconds. */
export function QueuesPanel(): ReactNode {
  const reports = useAnswer<QueueReports>('/api/system/queues', { refreshMs: REFRESH_MS });
  if (reports.data === undefined) return <PageState query={reports} />;
  return (
    <Stack>
      {reports.isError ? (
        <Alert color="orange" role="alert">
          These figures are old: {reports.error.message}
        </Alert>
      ) : null}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {reports.data.queues.map((queue) => (
          <QueueCard key={queue.name} queue={queue} />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        Single jobs can be looked at in{' '}
        <Anchor href="/queues" target="_blank" rel="noreferrer">
          bull-board <IconExternalLink size={12} aria-label="in a new tab" />
        </Anchor>
        . What they hold is encrypted; events are repaired on their own page.
      </Text>
    </Stack>
  );
}

function QueueCard({
  queue: { active, delayed, failed, name, oldestWaitingMs, waiting, workers },
}: {
  queue: QueueReport;
}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h5" ff="monospace">
          {name}
        </Title>
        <Badge variant="light" color={workers === 0 ? 'red' : 'teal'} tt="none">
          {workers === 0 ? 'nobody works on it' : `${workers} ${workers === 1 ? 'worker' : 'workers'}`}
        </Badge>
      </Group>
      <Text size="xs" c="dimmed" mb="sm">
        {PURPOSES[name]}
      </Text>
      <SimpleGrid cols={{ base: 3, xs: 5 }} spacing="xs">
        <Fact label="waiting" value={formatCount(waiting)} />
        <Fact label="active" value={formatCount(active)} />
        <Fact
          label="delayed"
          value={formatCount(delayed)}
          hint="Wait for their time: a next attempt, or a place at their destination."
        />
        <Fact
          label="given up"
          value={formatCount(failed)}
          isBad={failed > 0}
          hint="Jobs that could not even be worked on. Their events are quarantined; replay those."
        />
        <Fact
          label="oldest waits"
          value={waiting === 0 ? '—' : formatDuration(oldestWaitingMs)}
          isBad={waiting > 0 && oldestWaitingMs > OLD_MS}
        />
      </SimpleGrid>
    </Paper>
  );
}
