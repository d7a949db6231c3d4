import { Code, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.js';

/** A value to be pasted somewhere: its name, itself in full, and a copy button. */
export function CopyValue({ label, value }: { label: string; value: string }): ReactNode {
  return (
    <div>
      <Text size="sm" fw={500} mb={2}>
        {label}
      </Text>
      <Group gap={6} wrap="nowrap" align="center">
        <Code block style={{ flex: 1, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {value}
        </Code>
        <CopyButton value={value} label={label} />
      </Group>
    </div>
  );
}
