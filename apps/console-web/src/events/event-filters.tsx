import { ActionIcon, Button, Group, Select, TextInput, Tooltip } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { ConnectionList, CustomerReference } from '@ins-relay/console-contract';
import { callApi } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { useVocabulary } from '../api/use-vocabulary.js';
import { SINCE_CHOICES } from './event-filter.js';
import { toSearchField } from './to-search-field.js';

const SELECT_WIDTH = 150;

/** The filters live in the address, so that a view can be sent to somebody. */
export function EventFilters(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const vocabulary = useVocabulary();
  const connections = useAnswer<ConnectionList>('/api/connections').data?.connections ?? [];
  const set = (field: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null || value === '') next.delete(field);
    else next.set(field, value);
    next.delete('cursor');
    setSearch(next);
  };
  const select = (
    field: string,
    label: string,
    data: readonly (string | { value: string; label: string })[],
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      data={[...data]}
      value={search.get(field)}
      onChange={(value) => set(field, value)}
      clearable
      searchable={data.length > 8}
      size="xs"
      w={SELECT_WIDTH}
      comboboxProps={{ withinPortal: true }}
    />
  );
  const cause = search.get('cause');
  return (
    <Group gap="xs" mb="sm">
      <SearchField />
      {select(
        'connection',
        'Connection',
        connections.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {select('outcome', 'Outcome', vocabulary?.outcomes.map(({ outcome }) => outcome) ?? [])}
      {select('kind', 'Event', vocabulary?.eventKinds ?? [])}
      {select(
        'since',
        'Any time',
        SINCE_CHOICES.map((value) => ({ value, label: `last ${value}` })),
      )}
      {cause === null ? null : (
        <Tooltip
          label={vocabulary?.causes[cause as keyof typeof vocabulary.causes] ?? cause}
          multiline
          maw={300}
        >
          <Button
            size="xs"
            variant="light"
            rightSection={<IconX size={12} aria-hidden />}
            onClick={() => set('cause', null)}
          >
            cause: {cause}
          </Button>
        </Tooltip>
      )}
    </Group>
  );
}

/** One field for all that an event is looked for by: receipt, event id, click id, e-mail. */
function SearchField(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const shown =
    search.get('receipt') ?? search.get('clickId') ?? (search.has('customer') ? 'customer’s e-mail' : '');
  const [text, setText] = useState(shown);
  const [problem, setProblem] = useState<string>();
  const apply = async (typed: string) => {
    const next = new URLSearchParams(search);
    for (const field of ['receipt', 'clickId', 'customer', 'cursor']) next.delete(field);
    setProblem(undefined);
    const found = toSearchField(typed);
    if (found?.field === 'email') {
      try {
        const body = { email: found.value };
        const { customer } = await callApi<CustomerReference>('/api/customers', { method: 'POST', body });
        next.set('customer', customer);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : 'That did not work.');
        return;
      }
    } else if (found !== undefined) next.set(found.field, found.value);
    setSearch(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void apply(text);
  };
  return (
    <form onSubmit={submit} role="search">
      <TextInput
        aria-label="Search by receipt, click id or e-mail"
        placeholder="Receipt, click id or e-mail"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={problem}
        size="xs"
        w={{ base: '100%', xs: 240 }}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          text === '' ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label="Clear the search"
              onClick={() => {
                setText('');
                void apply('');
              }}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )
        }
      />
    </form>
  );
}
