import {
  ActionIcon,
  Badge,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '@ins-relay/console-contract';
import { formatCount } from '../shared/format-number.js';
import type { RuleAction, RuleForm } from './rule-form.js';
import { SendRows } from './send-rows.js';

const ACTIONS: { value: RuleAction; label: string }[] = [
  { value: 'send', label: 'Send' },
  { value: 'ignore', label: 'Ignore' },
  { value: 'hold', label: 'Hold' },
];

export interface RuleCardProps {
  readonly rule: RuleForm;
  readonly position: number;
  readonly count: number;
  readonly hits: number;
  readonly problems: readonly Problem[];
  readonly onChange: (rule: RuleForm) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One rule: its condition and what it does. */
export function RuleCard({
  count,
  hits,
  onChange,
  onMove,
  onRemove,
  position,
  problems,
  rule,
}: RuleCardProps): ReactNode {
  const { action, name, reason, send, when } = rule;
  const say = (field: string) => {
    const found = problems.find(({ path }) => path === `rules[${position}].${field}`);
    return found === undefined
      ? undefined
      : [found.problem, found.fix].filter((part) => part !== '').join(' – ');
  };
  const shown = ['name', 'when', 'ignore', 'hold'].map((field) => `rules[${position}].${field}`);
  const rest = problems.filter(({ path }) => !shown.includes(path));
  return (
    <Paper withBorder p="md" component="section" aria-label={`Rule ${name}`}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-end">
          <TextInput
            label={`Rule ${position + 1}`}
            aria-label={`Name of rule ${position + 1}`}
            value={name}
            onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
            error={say('name')}
            style={{ flex: 1, maxWidth: 320 }}
          />
          <Group gap={4} wrap="nowrap">
            <Tooltip label="How often it decided, since it has this name">
              <Badge variant="light" color={hits > 0 ? 'teal' : 'gray'} tt="none">
                {formatCount(hits)} {hits === 1 ? 'hit' : 'hits'}
              </Badge>
            </Tooltip>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={position === 0}
              aria-label={`Move ${name} up`}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={position === count - 1}
              aria-label={`Move ${name} down`}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" color="red" aria-label={`Remove ${name}`} onClick={onRemove}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
        <Textarea
          label="When"
          description="CEL over event: event.kind, event.amount, event.lineItems, event.affiliate, event.country …"
          value={when}
          onChange={(event) => onChange({ ...rule, when: event.currentTarget.value })}
          error={say('when')}
          autosize
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <SegmentedControl
          aria-label={`What ${name} does`}
          w="fit-content"
          data={ACTIONS}
          value={action}
          onChange={(value) => onChange({ ...rule, action: value })}
        />
        {action === 'send' ? (
          <SendRows ruleName={name} send={send} onChange={(next) => onChange({ ...rule, send: next })} />
        ) : (
          <TextInput
            label="Why"
            description={
              action === 'ignore'
                ? 'Shown at every event that it ignores.'
                : 'Shown to whoever approves or ignores what it holds.'
            }
            value={reason}
            onChange={(event) => onChange({ ...rule, reason: event.currentTarget.value })}
            error={say(action)}
          />
        )}
        {rest.map(({ fix, path, problem }) => (
          <Text key={path + problem} size="xs" c="red">
            {path.replace(/^rules\[\d+\]\.?/, '')}: {problem}
            {fix === '' ? '' : ` – ${fix}`}
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}
