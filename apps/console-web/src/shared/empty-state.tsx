import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Nothing there yet, or nothing that matches: says so, and what to do next. */
export function EmptyState({
  action,
  children,
  icon: Icon,
  title,
}: {
  icon: Icon;
  title: string;
  /** One or two sentences. */
  children: ReactNode;
  action?: ReactNode;
}): ReactNode {
  return (
    <Stack align="center" py="xl" gap="xs" ta="center">
      <ThemeIcon size={52} radius="xl" variant="light" color="gray">
        <Icon size={28} aria-hidden />
      </ThemeIcon>
      <Title order={3} size="h4">
        {title}
      </Title>
      <Text c="dimmed" maw={460}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
