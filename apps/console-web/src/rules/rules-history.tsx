import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeclaredRuleForm, RuleSetVersion } from '@ins-relay/console-contract';
import { RelativeTime } from '../shared/relative-time.js';

/** What the rules were before; one press takes them into the editor, saving them is another. */
export function RulesHistory({
  current,
  history,
  onTakeOver,
}: {
  current: readonly DeclaredRuleForm[];
  history: readonly RuleSetVersion[];
  onTakeOver: (rules: readonly DeclaredRuleForm[]) => void;
}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="history">
      <Title order={3} size="h5" id="history" mb="xs">
        History
      </Title>
      {history.length === 0 ? (
        <Text size="sm" c="dimmed">
          Every change is kept here and can be rolled back.
        </Text>
      ) : (
        <Stack gap="xs">
          {history.map(({ atMs, by, id, rules }, i) => (
            <Group key={id} justify="space-between" wrap="nowrap">
              <Text size="sm">
                <RelativeTime atMs={atMs} /> by {by}:{' '}
                {rules.length === 0 ? 'no rules' : rules.map(({ name }) => name).join(', ')}
              </Text>
              {i === 0 && JSON.stringify(rules) === JSON.stringify(current) ? (
                <Text size="xs" c="dimmed">
                  as they are now
                </Text>
              ) : (
                <Button
                  size="compact-xs"
                  variant="light"
                  style={{ flexShrink: 0 }}
                  onClick={() => {
                    onTakeOver(rules);
                    window.scrollTo({ top: 0, behavior: 'smooth' });
                  }}
                >
                  Take into the editor
                </Button>
              )}
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  );
}
