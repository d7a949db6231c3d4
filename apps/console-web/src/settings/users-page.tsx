import { ActionIcon, Badge, Button, Group, Menu, Paper, Select, Table, Text } from '@mantine/core';
import { IconDots, IconUserPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { GivenPassword, RoleChange, User, UserList } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';
import { useSession } from '../api/use-session.js';
import { ConfirmDialog } from '../shared/confirm-dialog.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { GivenSecretDialog } from './given-secret-dialog.js';
import { NewUserDialog } from './new-user-dialog.js';
import { ROLE_CHOICES } from './role-choices.js';

const OUTDATED = ['/api/users'];

export default function UsersPage(): ReactNode {
  const users = useAnswer<UserList>('/api/users');
  const [isAdding, setIsAdding] = useState(false);
  const [given, setGiven] = useState<GivenPassword>();
  return (
    <>
      <PageHead title="Users" text="Who may sign in, and what they may do.">
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
          New user
        </Button>
      </PageHead>
      <Paper withBorder>
        {users.data === undefined ? (
          <div style={{ padding: 16 }}>
            <PageState query={users} />
          </div>
        ) : (
          <Table.ScrollContainer minWidth={560}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th>Role</Table.Th>
                  <Table.Th>Last sign-in</Table.Th>
                  <Table.Th>Created</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {users.data.users.map((user) => (
                  <UserRow key={user.name} user={user} onGiven={setGiven} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Paper>
      {isAdding ? <NewUserDialog onGiven={setGiven} onClose={() => setIsAdding(false)} /> : null}
      {given === undefined ? null : (
        <GivenSecretDialog
          title={`One-time password of ${given.name}`}
          label="One-time password"
          secret={given.oneTimePassword}
          onClose={() => setGiven(undefined)}
        >
          Give it to {given.name} on a safe way. It is asked to be changed at the first sign-in.
        </GivenSecretDialog>
      )}
    </>
  );
}

function UserRow({ onGiven, user }: { user: User; onGiven: (given: GivenPassword) => void }): ReactNode {
  const { createdAtMs, lastSignInAtMs, mustChangePassword, name, role } = user;
  const isSelf = useSession()?.name === name;
  const [asks, setAsks] = useState<'reset' | 'remove'>();
  const path = `/api/users/${encodeURIComponent(name)}`;
  const close = () => setAsks(undefined);
  const changeRole = useChange<User, RoleChange>(`${path}/role`, { method: 'PUT', outdates: OUTDATED });
  const reset = useChange<GivenPassword>(`${path}/reset-password`, {
    outdates: OUTDATED,
    onDone: (given) => {
      close();
      onGiven(given);
    },
  });
  const remove = useChange(path, { method: 'DELETE', outdates: OUTDATED, onDone: close });
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text size="sm" fw={550}>
            {name}
          </Text>
          {isSelf ? <Badge variant="light">you</Badge> : null}
          {mustChangePassword ? (
            <Badge variant="light" color="orange" tt="none">
              one-time password
            </Badge>
          ) : null}
        </Group>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Role of ${name}`}
          size="xs"
          w={130}
          data={ROLE_CHOICES}
          value={role}
          disabled={isSelf}
          allowDeselect={false}
          error={changeRole.error?.message}
          onChange={(next) => {
            if (next !== null && next !== role) changeRole.mutate({ role: next });
          }}
        />
      </Table.Td>
      <Table.Td>{lastSignInAtMs === undefined ? 'never' : <RelativeTime atMs={lastSignInAtMs} />}</Table.Td>
      <Table.Td>
        <RelativeTime atMs={createdAtMs} />
      </Table.Td>
      <Table.Td>
        {isSelf ? null : (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setAsks('reset')}>Reset the password …</Menu.Item>
              <Menu.Item color="red" onClick={() => setAsks('remove')}>
                Remove …
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <ConfirmDialog
          isOpen={asks === 'reset'}
          title={`Reset the password of ${name}?`}
          verb="Reset"
          isBusy={reset.isPending}
          error={reset.error?.message}
          onConfirm={() => reset.mutate()}
          onClose={close}
        >
          <Text size="sm">You get a one-time password for {name}, who is signed out everywhere.</Text>
        </ConfirmDialog>
        <ConfirmDialog
          isOpen={asks === 'remove'}
          title={`Remove ${name}?`}
          verb="Remove"
          isDangerous
          isBusy={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate()}
          onClose={close}
        >
          <Text size="sm">
            {name} is signed out and can’t sign in any more. What {name} did stays in the audit log.
          </Text>
        </ConfirmDialog>
      </Table.Td>
    </Table.Tr>
  );
}
