import { Alert, Group, Paper, Select, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type {
  ConnectionList,
  NewRepair,
  Repair,
  RepairPreview as Preview,
  RepairRequest,
} from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { useVocabulary } from '../api/use-vocabulary.js';
import { ConfirmDialog } from '../shared/confirm-dialog.js';
import { formatCount } from '../shared/format-number.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { RepairPreview } from './repair-preview.js';
import { describeFilter, readRepairForm, toRepairFilter, type RepairForm } from './repair-form.js';

/** First which events, then how many, then why; nothing is sent before that. */
export function NewRepairForm({ onStarted }: { onStarted: (id: string) => void }): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [isAsking, setIsAsking] = useState(false);
  const roleHint = useRoleHint('operator');
  const form = readRepairForm(search);
  const filter = toRepairFilter(form);
  const preview = useChange<Preview, RepairRequest>('/api/repairs/preview');
  const start = useChange<Repair, NewRepair>('/api/repairs', {
    outdates: ['/api/repairs', '/api/events', '/api/attention'],
    onDone: ({ id }) => {
      setIsAsking(false);
      preview.reset();
      onStarted(id);
    },
  });
  const change = (next: Partial<RepairForm>) => {
    preview.reset();
    const given = Object.entries({ ...form, ...next }).filter(
      ([field, value]) => value !== '' || field === 'outcome',
    );
    setSearch(new URLSearchParams(given), { replace: true });
  };
  const count = preview.data?.count ?? 0;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="which-events">
      <Title order={3} size="h5" id="which-events" mb="xs">
        Which events?
      </Title>
      <RepairFields form={form} onChange={change} />
      {filter === undefined ? (
        <Text size="sm" c="red" mt="xs" role="alert">
          A time can’t be read; choose date and time.
        </Text>
      ) : null}
      <Group mt="md">
        <GuardedButton
          variant="light"
          hint={roleHint ?? (filter === undefined ? 'A time can’t be read.' : undefined)}
          loading={preview.isPending}
          onClick={() => preview.mutate({ filter: filter ?? {} })}
        >
          Count them
        </GuardedButton>
        {preview.data === undefined ? null : (
          <GuardedButton
            hint={hintOf(preview.data)}
            onClick={() => {
              start.reset();
              setIsAsking(true);
            }}
          >
            Replay {formatCount(count)} {count === 1 ? 'event' : 'events'} …
          </GuardedButton>
        )}
      </Group>
      {preview.isError ? (
        <Alert color="red" mt="md" role="alert">
          {preview.error.message}
        </Alert>
      ) : null}
      {preview.data === undefined ? null : <RepairPreview preview={preview.data} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={`Replay ${formatCount(count)} ${count === 1 ? 'event' : 'events'}?`}
        verb="Replay"
        asksReason
        isBusy={start.isPending}
        error={start.error?.message}
        onConfirm={(reason) => start.mutate({ filter: filter ?? {}, reason })}
        onClose={() => setIsAsking(false)}
      >
        <Text size="sm">
          {describeFilter(filter ?? {})}. They are matched and sent again with the settings of now, in the
          background; what is still to do can be cancelled.
        </Text>
      </ConfirmDialog>
    </Paper>
  );
}

function hintOf({ count, isTooMany }: Preview): string | undefined {
  if (isTooMany) return 'Too many for one repair; narrow the filter.';
  return count === 0 ? 'No event matches.' : undefined;
}

function RepairFields({
  form,
  onChange,
}: {
  form: RepairForm;
  onChange: (next: Partial<RepairForm>) => void;
}): ReactNode {
  const vocabulary = useVocabulary();
  const connections = useAnswer<ConnectionList>('/api/connections').data?.connections ?? [];
  const select = (
    field: 'connection' | 'outcome' | 'cause' | 'kind',
    label: string,
    data: { value: string; label: string }[] | string[],
  ) => (
    <Select
      label={label}
      placeholder="any"
      data={data}
      value={form[field] === '' ? null : form[field]}
      onChange={(value) => onChange({ [field]: value ?? '' })}
      clearable
      searchable={data.length > 8}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
      {select('outcome', 'Outcome', vocabulary?.outcomes.map(({ outcome }) => outcome) ?? [])}
      {select(
        'connection',
        'Connection',
        connections.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {select('cause', 'Cause', Object.keys(vocabulary?.causes ?? {}))}
      {select('kind', 'Event', [...(vocabulary?.eventKinds ?? [])])}
      <TextInput
        type="datetime-local"
        label="Received since"
        value={form.since}
        onChange={(event) => onChange({ since: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label="Received until"
        value={form.until}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
