import { Badge, Divider, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Repair, RepairList as Repairs } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { EmptyState } from '../shared/empty-state.js';
import { formatCount } from '../shared/format-number.js';
import { formatExactTime } from '../shared/format-time.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { describeFilter } from './repair-form.js';

const RUNNING_MS = 1_000;
const RESTING_MS = 15_000;
const COLORS: Readonly<Record<Repair['state'], string>> = {
  running: 'blue',
  done: 'teal',
  cancelled: 'gray',
};

/** Repairs that run and that ran, newest first. */
export function RepairList({ startedId }: { startedId: string | undefined }): ReactNode {
  const list = useAnswer<Repairs>('/api/repairs', {
    refreshMs: (answer) =>
      answer?.repairs.some(({ state }) => state === 'running') === true ? RUNNING_MS : RESTING_MS,
  });
  const repairs = list.data?.repairs ?? [];
  return (
    <Paper withBorder component="section" aria-labelledby="repairs">
      <Title order={3} size="h5" id="repairs" px="md" py="xs">
        Repairs
      </Title>
      <Divider />
      {list.data === undefined ? (
        <div style={{ padding: 16 }}>
          <PageState query={list} rows={2} />
        </div>
      ) : repairs.length === 0 ? (
        <EmptyState icon={IconTool} title="No repair yet">
          Replays of many events are listed here with their progress, who started them, and why.
        </EmptyState>
      ) : (
        <Stack gap={0}>
          {repairs.map((repair, i) => (
            <div key={repair.id}>
              {i === 0 ? null : <Divider />}
              <RepairRow repair={repair} isNew={repair.id === startedId} />
            </div>
          ))}
        </Stack>
      )}
    </Paper>
  );
}

function RepairRow({ isNew, repair }: { repair: Repair; isNew: boolean }): ReactNode {
  const { by, createdAtMs, filter, id, reason, replayed, skipped, state, total } = repair;
  const roleHint = useRoleHint('operator');
  const cancel = useChange<Repair>(`/api/repairs/${id}/cancel`, { outdates: ['/api/repairs'] });
  const done = replayed + skipped;
  return (
    <Stack gap={6} px="md" py="sm" bg={isNew ? 'var(--mantine-primary-color-light)' : undefined}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Badge variant="light" color={COLORS[state]} tt="none">
            {state}
          </Badge>
          <Text size="sm" fw={550}>
            {describeFilter(filter)}
          </Text>
          <Text size="xs" c="dimmed">
            {describeTime(repair)}
          </Text>
        </Group>
        {state === 'running' ? (
          <GuardedButton
            size="compact-xs"
            variant="outline"
            color="red"
            hint={roleHint}
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            Cancel the rest
          </GuardedButton>
        ) : null}
      </Group>
      <Progress
        value={total === 0 ? 100 : (done / total) * 100}
        color={COLORS[state]}
        animated={state === 'running'}
        aria-label={`Progress of the repair: ${done} of ${total}`}
      />
      <Text size="xs" c="dimmed" role={isNew ? 'status' : undefined}>
        {formatCount(replayed)} of {formatCount(total)} replayed
        {skipped > 0 ? `, ${formatCount(skipped)} left out (gone meanwhile, or never verified)` : ''} · {by} ·{' '}
        <RelativeTime atMs={createdAtMs} /> · “{reason}”
      </Text>
      {cancel.isError ? (
        <Text size="xs" c="red" role="alert">
          {cancel.error.message}
        </Text>
      ) : null}
    </Stack>
  );
}

function describeTime({ filter: { sinceMs, untilMs } }: Repair): string {
  const since = sinceMs === undefined ? '' : `since ${formatExactTime(sinceMs)}`;
  const until = untilMs === undefined ? '' : `until ${formatExactTime(untilMs)}`;
  return `${since} ${until}`.trim();
}
