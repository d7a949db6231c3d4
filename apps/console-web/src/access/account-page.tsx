import { Alert, Button, Paper, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { PasswordChange, Session } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { SESSION_PATH, useSession } from '../api/use-session.js';
import { PageHead } from '../shared/page-head.js';

const LENGTH_MIN = 12;

export default function AccountPage(): ReactNode {
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form, setForm] = useState({ current: '', next: '', again: '' });
  const change = useChange<Session, PasswordChange>(`${SESSION_PATH}/password`, {
    method: 'PUT',
    onDone: (changed) => {
      client.setQueryData([SESSION_PATH], changed);
      setForm({ current: '', next: '', again: '' });
      notifications.show({ color: 'teal', message: 'Your password was changed.' });
    },
  });
  // Not at once when it is done: the frame sends everybody back here until it knows of the change.
  const hadTo = useRef(false);
  const mustChange = session?.mustChangePassword;
  useEffect(() => {
    if (mustChange === true) hadTo.current = true;
    else if (mustChange === false && hadTo.current) void navigate('/');
  }, [mustChange, navigate]);
  const isTooShort = form.next !== '' && form.next.length < LENGTH_MIN;
  const isDifferent = form.again !== '' && form.again !== form.next;
  const set = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [field]: value }));
  };
  return (
    <>
      <PageHead
        title="Your account"
        text={session && `Signed in as ${session.name}, role ${session.role}.`}
      />
      <Paper withBorder p="lg" maw={460}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!isTooShort && !isDifferent) change.mutate({ current: form.current, next: form.next });
          }}
        >
          <Stack>
            {session?.mustChangePassword === true ? (
              <Alert color="cyan">
                Choose a password of your own first; the one you were given works once.
              </Alert>
            ) : (
              <Text fw={600}>Change your password</Text>
            )}
            <PasswordInput
              label="Present password"
              value={form.current}
              onChange={set('current')}
              autoComplete="current-password"
              required
            />
            <PasswordInput
              label="New password"
              description={`At least ${LENGTH_MIN} characters; a few words are fine.`}
              value={form.next}
              onChange={set('next')}
              error={isTooShort ? `${LENGTH_MIN - form.next.length} more characters are needed` : undefined}
              autoComplete="new-password"
              required
            />
            <PasswordInput
              label="New password again"
              value={form.again}
              onChange={set('again')}
              error={isDifferent ? 'The two are not the same' : undefined}
              autoComplete="new-password"
              required
            />
            {change.isError ? (
              <Alert color="red" role="alert">
                {change.error.message}
              </Alert>
            ) : null}
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Stack>
        </form>
      </Paper>
    </>
  );
}
