import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConnectionList, DeclaredMatchForm } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';

type Change = (send: readonly DeclaredMatchForm[]) => void;

/** The postbacks that a rule sends: one or several. */
export function SendRows({
  onChange,
  ruleName,
  send,
}: {
  ruleName: string;
  send: readonly DeclaredMatchForm[];
  onChange: Change;
}): ReactNode {
  const connections = useAnswer<ConnectionList>('/api/connections').data?.connections ?? [];
  const replace = (at: number, next: Partial<Record<keyof DeclaredMatchForm, unknown>>) =>
    onChange(send.map((one, i) => (i === at ? drop({ ...one, ...next }) : one)));
  return (
    <>
      {send.map((match, i) => (
        <Group key={i} gap="xs" align="flex-end">
          <TextInput
            size="xs"
            label="Conversion type"
            aria-label={`Conversion type ${i + 1} of ${ruleName}`}
            w={160}
            value={match.type}
            onChange={(event) => replace(i, { type: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label="Sum"
            aria-label={`Sum ${i + 1} of ${ruleName}`}
            placeholder="the event’s"
            w={110}
            value={match.amount ?? ''}
            onChange={(event) => replace(i, { amount: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label="or an expression"
            aria-label={`Expression ${i + 1} of ${ruleName}`}
            placeholder="event.amount * 0.5"
            w={190}
            value={match.amountExpression ?? ''}
            onChange={(event) => replace(i, { amountExpression: event.currentTarget.value })}
          />
          <Select
            size="xs"
            label="To"
            aria-label={`Destination ${i + 1} of ${ruleName}`}
            placeholder="this connection’s"
            w={180}
            data={connections.map(({ id, name }) => ({ value: id, label: name }))}
            value={match.connection ?? null}
            onChange={(connection) => replace(i, { connection: connection ?? '' })}
            clearable
          />
          <ActionIcon
            variant="subtle"
            color="red"
            disabled={send.length === 1}
            aria-label={`Remove postback ${i + 1} of ${ruleName}`}
            onClick={() => onChange(send.filter((_, at) => at !== i))}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => onChange([...send, { type: 'Purchase', amount: '0' }])}
        >
          One more postback
        </Button>
      </Group>
    </>
  );
}

/** What is empty is not declared. */
function drop(match: Readonly<Record<string, unknown>>): DeclaredMatchForm {
  const given = Object.entries(match).filter(([field, value]) => field === 'type' || value !== '');
  return Object.fromEntries(given) as unknown as DeclaredMatchForm;
}
