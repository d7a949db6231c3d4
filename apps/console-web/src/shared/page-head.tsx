import { Group, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

/** Title of a page, what it is for, and its buttons. Also names the browser's tab. */
export function PageHead({
  children,
  title,
  text,
}: {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}): ReactNode {
  useEffect(() => {
    document.title = `${title} · INS Relay`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <Title order={2} size="h3">
          {title}
        </Title>
        {text === undefined ? null : (
          <Text c="dimmed" size="sm">
            {text}
          </Text>
        )}
      </div>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
