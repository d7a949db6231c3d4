import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { GivenApiToken, NewApiToken, Role } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { ROLE_CHOICES, ROLE_MEANINGS } from './role-choices.js';

const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: '', label: 'until it is revoked' },
];

export function NewTokenDialog({
  onClose,
  onGiven,
}: {
  onGiven: (given: GivenApiToken) => void;
  onClose: () => void;
}): ReactNode {
  const [label, setLabel] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState('90');
  const create = useChange<GivenApiToken, NewApiToken>('/api/tokens', {
    outdates: ['/api/tokens'],
    onDone: (given) => {
      onClose();
      onGiven(given);
    },
  });
  return (
    <Modal opened onClose={onClose} title="New API token" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({
            label: label.trim(),
            role,
            expiresInDays: days === '' ? undefined : Number(days),
          });
        }}
      >
        <Stack>
          <TextInput
            label="What for"
            description="Shown in the audit log beside what it does."
            placeholder="nightly report"
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Select
            label="Role"
            description={ROLE_MEANINGS[role]}
            data={ROLE_CHOICES}
            value={role}
            onChange={(next) => setRole(next ?? role)}
            allowDeselect={false}
          />
          <Select
            label="Valid for"
            data={LIFETIMES}
            value={days}
            onChange={(next) => setDays(next ?? days)}
            allowDeselect={false}
          />
          {create.isError ? (
            <Alert color="red" role="alert">
              {create.error.message}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
