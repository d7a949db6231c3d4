import { Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Title } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { ConnectionDetail } from '@ins-relay/console-contract';
import { useRoleHint } from '../api/use-session.js';
import { useVocabulary } from '../api/use-vocabulary.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { FormProblems } from './form-problems.js';
import { problemAt } from './problem-at.js';
import { useSaveConnection } from './use-connection.js';

const NUMBERS = [
  { field: 'attempts', label: 'Attempts', text: 'Then it counts as failed, and is kept and replayable.' },
  { field: 'timeoutMs', label: 'Time limit, ms', text: 'For one attempt.' },
  { field: 'concurrency', label: 'At the same time', text: 'Postbacks under way to this destination.' },
  { field: 'ratePerSecond', label: 'Per second', text: 'Postbacks to this destination.' },
] as const;
const CLICK_ID_SOURCES = ['trackingCodes', 'extclid', 'vendorVariables.clickid', 'parent'];

/** Where the click id comes from, what an amount is, and how hard delivery tries. */
export function DeliveryForm({ detail }: { detail: ConnectionDetail }): ReactNode {
  const { amount, clickId, delivery = {} } = detail.declared;
  const vocabulary = useVocabulary();
  const roleHint = useRoleHint('operator');
  const [sources, setSources] = useState<string[]>([...(clickId?.from ?? CLICK_ID_SOURCES)]);
  const [waitSeconds, setWaitSeconds] = useState<number | string>(clickId?.waitForParentSeconds ?? 900);
  const [amountFrom, setAmountFrom] = useState(amount?.from ?? 'totalAccountAmount');
  const [numbers, setNumbers] = useState<Readonly<Record<string, number | string>>>({});
  const save = useSaveConnection(detail, () => setNumbers({}));
  const problem = (path: string) => problemAt(save.error, path);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (roleHint !== undefined) return;
    save.save({
      clickId: { ...clickId, from: sources, waitForParentSeconds: Number(waitSeconds) },
      amount: { ...amount, from: amountFrom },
      delivery: {
        ...delivery,
        ...Object.fromEntries(Object.entries(numbers).map(([field, value]) => [field, Number(value)])),
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={3} size="h5">
          Attribution and delivery
        </Title>
        <MultiSelect
          label="Click id from"
          description="The first that has one is taken. parent: what the original sale had."
          data={[...new Set([...CLICK_ID_SOURCES, ...sources])]}
          value={sources}
          onChange={setSources}
          error={problem('clickId.from')}
        />
        <NumberInput
          label="Wait for the original sale, seconds"
          description="An upsell that comes before its original waits so long for the click id."
          w={220}
          min={0}
          value={waitSeconds}
          onChange={setWaitSeconds}
          error={problem('clickId.waitForParentSeconds')}
        />
        <Select
          label="Amount"
          description="For every event whose matching says nothing else."
          data={[...(vocabulary?.amountSources ?? [amountFrom])]}
          value={amountFrom}
          onChange={(value) => setAmountFrom(value ?? amountFrom)}
          allowDeselect={false}
          error={problem('amount.from')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {NUMBERS.map(({ field, label, text }) => (
            <NumberInput
              key={field}
              label={label}
              description={text}
              min={1}
              value={numbers[field] ?? delivery[field] ?? ''}
              onChange={(value) => setNumbers({ ...numbers, [field]: value })}
              error={problem(`delivery.${field}`)}
            />
          ))}
        </SimpleGrid>
        <FormProblems
          error={save.error}
          shown={[
            'clickId.from',
            'clickId.waitForParentSeconds',
            'amount.from',
            ...NUMBERS.map(({ field }) => `delivery.${field}`),
          ]}
        />
        <Group>
          <GuardedButton type="submit" hint={roleHint} loading={save.isPending}>
            Save
          </GuardedButton>
        </Group>
      </Stack>
    </form>
  );
}
