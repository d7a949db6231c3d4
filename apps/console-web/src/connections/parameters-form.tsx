import { ActionIcon, Autocomplete, Button, Group, Table, Text, TextInput, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ConnectionDetail, DeclaredParameterForm } from '@ins-relay/console-contract';
import { useRoleHint } from '../api/use-session.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { moveItem } from '../shared/move-item.js';
import { FormProblems } from './form-problems.js';
import { problemAt } from './problem-at.js';
import { useSaveConnection } from './use-connection.js';

const ROLES = [
  'Event ID',
  'Content Name',
  'Content IDs',
  'Email',
  'Phone',
  'First Name',
  'Last Name',
  'Zip Code',
  'City',
  'Country',
];
const VALUES = [
  '{receipt}',
  '{lineItems.0.productTitle}',
  '{lineItems.0.itemNo}',
  '{customer.email | trim | lower}',
  '{customer.phone}',
  '{customer.firstName}',
  '{customer.lastName}',
  '{customer.zip}',
  '{affiliate}',
];

/** What a postback carries besides click id, sum and type. */
export function ParametersForm({ detail }: { detail: ConnectionDetail }): ReactNode {
  const stored = detail.declared.parameters ?? [];
  const [changed, setChanged] = useState<readonly DeclaredParameterForm[]>();
  const roleHint = useRoleHint('operator');
  const save = useSaveConnection(detail, () => setChanged(undefined));
  const parameters = changed ?? stored;
  const replace = (at: number, next: Partial<DeclaredParameterForm>) =>
    setChanged(parameters.map((one, i) => (i === at ? { ...one, ...next } : one)));
  const problem = (at: number, field: string) => problemAt(save.error, `parameters[${at}].${field}`);
  return (
    <div>
      <Title order={3} size="h5">
        Additional parameters
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Names and roles as in RedTrack’s offer source. The more important ones first: where a URL would get
        too long, the last give way. A parameter whose value is empty is left out.
      </Text>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Role in RedTrack</Table.Th>
              <Table.Th>Value</Table.Th>
              <Table.Th aria-label="Order" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parameters.map(({ name, role, value }, i) => (
              <Table.Tr key={i}>
                <Table.Td>
                  <TextInput
                    aria-label={`Name of parameter ${i + 1}`}
                    size="xs"
                    value={name}
                    onChange={(event) => replace(i, { name: event.currentTarget.value })}
                    error={problem(i, 'name')}
                  />
                </Table.Td>
                <Table.Td>
                  <Autocomplete
                    aria-label={`Role of parameter ${i + 1}`}
                    size="xs"
                    placeholder="none"
                    data={ROLES}
                    value={role ?? ''}
                    onChange={(next) => replace(i, { role: next === '' ? null : next })}
                    error={problem(i, 'role')}
                  />
                </Table.Td>
                <Table.Td>
                  <Autocomplete
                    aria-label={`Value of parameter ${i + 1}`}
                    size="xs"
                    data={VALUES}
                    filter={({ options }) => options}
                    value={value}
                    onChange={(next) => replace(i, { value: next })}
                    error={problem(i, 'value')}
                  />
                </Table.Td>
                <Table.Td>
                  <Group gap={2} wrap="nowrap">
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      disabled={i === 0}
                      aria-label={`Move ${name} up`}
                      onClick={() => setChanged(moveItem(parameters, i, -1))}
                    >
                      <IconArrowUp size={14} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      disabled={i === parameters.length - 1}
                      aria-label={`Move ${name} down`}
                      onClick={() => setChanged(moveItem(parameters, i, 1))}
                    >
                      <IconArrowDown size={14} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="red"
                      aria-label={`Remove ${name}`}
                      onClick={() => setChanged(parameters.filter((_, at) => at !== i))}
                    >
                      <IconTrash size={14} aria-hidden />
                    </ActionIcon>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <FormProblems
        error={save.error}
        shown={parameters.flatMap((_, i) =>
          ['name', 'role', 'value'].map((field) => `parameters[${i}].${field}`),
        )}
      />
      <Group mt="sm">
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setChanged([...parameters, { name: '', role: null, value: '' }])}
        >
          Add a parameter
        </Button>
        <GuardedButton
          hint={roleHint ?? (changed === undefined ? 'Nothing is changed.' : undefined)}
          loading={save.isPending}
          onClick={() => save.save({ parameters })}
        >
          Save the parameters
        </GuardedButton>
      </Group>
    </div>
  );
}
