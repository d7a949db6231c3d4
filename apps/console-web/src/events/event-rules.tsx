import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EventDetail, RuleAnswer } from '@ins-relay/console-contract';

const COLORS: Readonly<Record<RuleAnswer['answer'], string>> = {
  yes: 'teal',
  no: 'gray',
  failed: 'red',
  approved: 'blue',
  'not asked': 'gray',
};

/** Which rule matched, or why none did. */
export function EventRules({ event: { matchedBy, rules } }: { event: EventDetail }): ReactNode {
  if (rules === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {matchedBy === undefined
          ? 'Its connection has no rules.'
          : `Matched by ${matchedBy}; there are no rules.`}
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        How each answers with the settings of now:
      </Text>
      <RuleAnswers answers={rules} />
    </Stack>
  );
}

export function RuleAnswers({ answers }: { answers: readonly RuleAnswer[] }): ReactNode {
  return answers.map(({ answer, rule, why }) => (
    <Group key={rule} gap="xs" wrap="nowrap" align="flex-start">
      <Badge color={COLORS[answer]} variant="light" tt="none" style={{ flexShrink: 0 }}>
        {answer}
      </Badge>
      <div>
        <Text size="sm" fw={550}>
          {rule}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {why}
        </Text>
      </div>
    </Group>
  ));
}
