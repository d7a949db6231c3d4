import { Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** One figure with its name, to be read at a glance; the hint says what it means. */
export function Fact({
  hint,
  isBad = false,
  label,
  value,
}: {
  label: string;
  value: ReactNode;
  hint?: string;
  isBad?: boolean;
}): ReactNode {
  return (
    <Tooltip label={hint} disabled={hint === undefined} multiline maw={280} openDelay={200}>
      <div>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        <Text size="lg" fw={600} className="numbers" c={isBad ? 'red' : undefined}>
          {value}
        </Text>
      </div>
    </Tooltip>
  );
}
