import { Button, Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SecretKeySuggestion } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { CopyButton } from '../shared/copy-button.js';

/** ClickBank's secret key: pasted, or made here and pasted there. */
export function SecretKeyField({
  error,
  onChange,
  value,
}: {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}): ReactNode {
  const suggest = useChange<SecretKeySuggestion>('/api/connections/suggest-secret-key', {
    onDone: ({ secretKey }) => onChange(secretKey),
  });
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        style={{ flex: 1 }}
        label="Secret key"
        description="ClickBank: Vendor Settings (or Account Settings) → My Site → Advanced Tools → Secret Key. Paste the one there, or make one here and paste it there."
        placeholder="ABCDEFGH12345678"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error ?? suggest.error?.message}
        rightSection={value === '' ? null : <CopyButton value={value} label="secret key" />}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <Button variant="default" loading={suggest.isPending} onClick={() => suggest.mutate()}>
        Make one
      </Button>
    </Group>
  );
}
