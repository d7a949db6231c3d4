import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { GivenPassword, NewUser, Role } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { ROLE_CHOICES, ROLE_MEANINGS } from './role-choices.js';

export function NewUserDialog({
  onClose,
  onGiven,
}: {
  onGiven: (given: GivenPassword) => void;
  onClose: () => void;
}): ReactNode {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const create = useChange<GivenPassword, NewUser>('/api/users', {
    outdates: ['/api/users'],
    onDone: (given) => {
      onClose();
      onGiven(given);
    },
  });
  return (
    <Modal opened onClose={onClose} title="New user" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name: name.trim(), role });
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            description="For signing in, and in the audit log."
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            data-autofocus
            autoComplete="off"
          />
          <Select
            label="Role"
            description={ROLE_MEANINGS[role]}
            data={ROLE_CHOICES}
            value={role}
            onChange={(next) => setRole(next ?? role)}
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
