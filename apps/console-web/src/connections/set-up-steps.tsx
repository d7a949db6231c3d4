import { Anchor, Group, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleDot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export const SET_UP_STEPS = [
  { key: 'accounts', label: 'Accounts' },
  { key: 'ins-url', label: 'INS URL' },
  { key: 'matching', label: 'Event matching' },
  { key: 'parameters', label: 'Parameters' },
  { key: 'pixel', label: 'Order-form pixel' },
  { key: 'hoplink', label: 'Hoplink' },
  { key: 'duplicates', label: 'Duplicates' },
  { key: 'test', label: 'Test event' },
] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number]['key'];

/** The list of steps; those of a connection that exists can be gone to in any order. */
export function SetUpSteps({
  connectionId,
  current,
  done = [],
}: {
  current: SetUpStep;
  connectionId?: string;
  done?: readonly SetUpStep[];
}): ReactNode {
  return (
    <Group component="ol" gap="sm" mb="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {SET_UP_STEPS.map(({ key, label }, i) => {
        const isCurrent = key === current;
        const isDone = done.includes(key);
        const canGo = connectionId !== undefined && !isCurrent && key !== 'accounts';
        return (
          <Group component="li" key={key} gap={4} wrap="nowrap" aria-current={isCurrent ? 'step' : undefined}>
            {isDone ? (
              <IconCircleCheckFilled size={16} color="var(--mantine-color-teal-6)" aria-label="done" />
            ) : isCurrent ? (
              <IconCircleDot size={16} color="var(--mantine-primary-color-filled)" aria-hidden />
            ) : (
              <IconCircle size={16} color="var(--mantine-color-dimmed)" aria-hidden />
            )}
            {canGo ? (
              <Anchor component={Link} size="sm" to={`/connections/${connectionId}/set-up?step=${key}`}>
                {i + 1}. {label}
              </Anchor>
            ) : (
              <Text size="sm" fw={isCurrent ? 650 : undefined} c={isCurrent ? undefined : 'dimmed'}>
                {i + 1}. {label}
              </Text>
            )}
          </Group>
        );
      })}
    </Group>
  );
}
