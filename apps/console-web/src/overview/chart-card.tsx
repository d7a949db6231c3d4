import { Center, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A plot with its title, unit and what it says in one sentence, which is all that screen readers get of it. */
export function ChartCard({
  children,
  isEmpty,
  summary,
  title,
  unit,
}: {
  title: string;
  unit: string;
  summary: string;
  isEmpty: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group gap={6} align="baseline">
        <Title order={3} size="h5">
          {title}
        </Title>
        <Text size="xs" c="dimmed">
          {unit}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" mb="xs" mih={18}>
        {isEmpty ? '' : summary}
      </Text>
      {isEmpty ? (
        <Center h={190}>
          <Text size="sm" c="dimmed">
            Nothing in this time.
          </Text>
        </Center>
      ) : (
        <div aria-hidden>{children}</div>
      )}
    </Paper>
  );
}
