import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Session, SignIn } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { SESSION_PATH } from '../api/use-session.js';
import { toLocalPath } from './to-local-path.js';

export function SignInPage(): ReactNode {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const signIn = useChange<Session, SignIn>(SESSION_PATH, {
    onDone: (session) => {
      client.clear();
      client.setQueryData([SESSION_PATH], session);
      void navigate(session.mustChangePassword ? '/account' : toLocalPath(search.get('to')));
    },
  });
  useEffect(() => {
    document.title = 'Sign in · INS Relay';
  }, []);
  return (
    <Center mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={400} shadow="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate({ name: name.trim(), password });
          }}
        >
          <Stack>
            <div>
              <img src="/icon.svg" alt="" width={40} height={40} />
              <Title order={1} size="h3">
                INS Relay
              </Title>
              <Text c="dimmed" size="sm">
                The first password was printed when the relay was started.
              </Text>
            </div>
            <TextInput
              label="Name"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="username"
              required
              autoFocus
            />
            <PasswordInput
              label="Password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="current-password"
              required
            />
            {signIn.isError ? (
              <Alert color="red" role="alert">
                {signIn.error.message}
              </Alert>
            ) : null}
            <Button type="submit" loading={signIn.isPending}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
