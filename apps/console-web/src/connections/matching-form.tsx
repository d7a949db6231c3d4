import { Autocomplete, Group, Select, Table, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { EventKind } from '@ins-relay/contracts';
import type { ConnectionDetail, DeclaredConnectionForm } from '@ins-relay/console-contract';
import { useRoleHint } from '../api/use-session.js';
import { useVocabulary } from '../api/use-vocabulary.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { FormProblems } from './form-problems.js';
import { NONE, toDeclaredMatch, toMatchRow, type MatchRow } from './match-row.js';
import { problemAt } from './problem-at.js';
import { useSaveConnection } from './use-connection.js';

const HINTS: Readonly<Partial<Record<EventKind, string>>> = {
  InitiateCheckout:
    'None: ClickBank’s order-form pixel reports it to RedTrack directly, as in RedTrack’s guide. Give it a type only if the pixel calls INS Relay instead.',
  TestTransactions: 'Purchases with ClickBank’s test card. Their sum is always 0, whatever is chosen here.',
  Other: 'Transaction types that ClickBank may add one day.',
  CartAbandonment: 'Somebody filled in the order form and left.',
};
const SIGNS = [
  { value: '', label: 'as it comes' },
  { value: 'negative', label: 'negative' },
  { value: 'positive', label: 'positive' },
  { value: 'zero', label: 'zero' },
];

/** Which conversion type each event becomes in RedTrack. */
export function MatchingForm({ detail }: { detail: ConnectionDetail }): ReactNode {
  const vocabulary = useVocabulary();
  const roleHint = useRoleHint('operator');
  const [changed, setChanged] = useState<Readonly<Partial<Record<EventKind, MatchRow>>>>({});
  const save = useSaveConnection(detail, () => setChanged({}));
  const kinds = vocabulary?.eventKinds ?? [];
  const rowOf = (kind: EventKind) => changed[kind] ?? toMatchRow(detail.declared.events?.[kind]);
  const types = listTypes(detail.declared);
  const isChanged = Object.keys(changed).length > 0;
  const submit = () => {
    const events = Object.fromEntries(kinds.map((kind) => [kind, toDeclaredMatch(rowOf(kind))]));
    save.save({ events: events });
  };
  return (
    <div>
      <Title order={3} size="h5">
        What each event becomes in RedTrack
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        The conversion type has to exist in RedTrack (Tools → Conversion tracking), written exactly so: upper
        and lower case count. <b>None</b>: recorded here, not sent.
      </Text>
      <Table.ScrollContainer minWidth={680}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Event</Table.Th>
              <Table.Th>Conversion type</Table.Th>
              <Table.Th>Amount</Table.Th>
              <Table.Th>Sign</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((kind) => (
              <Row
                key={kind}
                kind={kind}
                row={rowOf(kind)}
                types={types}
                sources={vocabulary?.amountSources ?? []}
                error={save.error}
                onChange={(row) => setChanged({ ...changed, [kind]: row })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <FormProblems
        error={save.error}
        shown={kinds.flatMap((kind) => [
          `events.${kind}.type`,
          `events.${kind}.amount`,
          `events.${kind}.amountExpression`,
        ])}
      />
      <Group mt="sm">
        <GuardedButton
          hint={roleHint ?? (isChanged ? undefined : 'Nothing is changed.')}
          loading={save.isPending}
          onClick={submit}
        >
          Save the event matching
        </GuardedButton>
      </Group>
    </div>
  );
}

function Row({
  error,
  kind,
  onChange,
  row,
  sources,
  types,
}: {
  kind: EventKind;
  row: MatchRow;
  types: readonly string[];
  sources: readonly string[];
  error: Error | null;
  onChange: (row: MatchRow) => void;
}): ReactNode {
  const isNone = row.type === NONE || row.type.trim() === '';
  const hint = HINTS[kind];
  const amountProblem =
    problemAt(error, `events.${kind}.amount`) ?? problemAt(error, `events.${kind}.amountExpression`);
  const amounts = [
    { value: 'default', label: 'as the connection says' },
    ...sources.map((source) => ({ value: source, label: source })),
    { value: 'fixed', label: 'fixed …' },
    { value: 'expression', label: 'expression …' },
  ];
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <Text size="sm">{kind}</Text>
          {hint === undefined ? null : (
            <Tooltip label={hint} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
              <IconInfoCircle size={14} tabIndex={0} aria-label={hint} />
            </Tooltip>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Autocomplete
          aria-label={`Conversion type of ${kind}`}
          size="xs"
          data={[NONE, ...types.filter((type) => type !== NONE)]}
          filter={({ options }) => options}
          value={row.type}
          onChange={(type) => onChange({ ...row, type })}
          error={problemAt(error, `events.${kind}.type`)}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Select
            aria-label={`Amount of ${kind}`}
            size="xs"
            data={amounts}
            value={row.amountFrom}
            disabled={isNone}
            allowDeselect={false}
            onChange={(amountFrom) =>
              onChange({
                ...row,
                amountFrom: amountFrom ?? 'default',
                amount: amountFrom === 'fixed' ? '0' : '',
              })
            }
          />
          {isNone || (row.amountFrom !== 'fixed' && row.amountFrom !== 'expression') ? null : (
            <TextInput
              aria-label={row.amountFrom === 'fixed' ? `Sum of ${kind}` : `Expression for ${kind}`}
              size="xs"
              w={row.amountFrom === 'fixed' ? 80 : 180}
              value={row.amount}
              onChange={(event) => onChange({ ...row, amount: event.currentTarget.value })}
              error={amountProblem}
            />
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Sign of ${kind}`}
          size="xs"
          w={110}
          data={SIGNS}
          value={row.sign}
          disabled={isNone}
          allowDeselect={false}
          onChange={(sign) => onChange({ ...row, sign: sign ?? '' })}
        />
      </Table.Td>
    </Table.Tr>
  );
}

/** Types that are used already, and the names that RedTrack's template has. */
function listTypes({ events = {} }: DeclaredConnectionForm): string[] {
  const used = Object.values(events).map((match) => (match === NONE ? NONE : match.type));
  const known = [
    'Purchase',
    'Upsell',
    'Rebill',
    'Refund',
    'Chargeback',
    'CancelRebill',
    'CartAbandonment',
    'InitiateCheckout',
  ];
  return [...new Set([...used, ...known])];
}
