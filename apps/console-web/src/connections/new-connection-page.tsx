import { Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ConnectionRole } from '@ins-relay/contracts';
import type { ConnectionDetail, ConnectionDraft } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { PageHead } from '../shared/page-head.js';
import { FormProblems } from './form-problems.js';
import { problemAt } from './problem-at.js';
import { SecretKeyField } from './secret-key-field.js';
import { SetUpSteps } from './set-up-steps.js';
import { toConnectionId } from './to-connection-id.js';

const SHOWN = [
  'id',
  'name',
  'clickbank.account',
  'clickbank.role',
  'clickbank.secretKey',
  'redtrack.trackingDomain',
];
const ROLES: { value: ConnectionRole; label: string }[] = [
  { value: 'VENDOR', label: 'I sell (vendor)' },
  { value: 'AFFILIATE', label: 'I promote (affiliate)' },
];

/** The first step: what the connection needs to exist at all. */
export default function NewConnectionPage(): ReactNode {
  const navigate = useNavigate();
  const roleHint = useRoleHint('operator');
  const [account, setAccount] = useState('');
  const [role, setRole] = useState<ConnectionRole>('VENDOR');
  const [secretKey, setSecretKey] = useState('');
  const [trackingDomain, setTrackingDomain] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const id = chosenId ?? toConnectionId(account);
  const create = useChange<ConnectionDetail, ConnectionDraft>('/api/connections', {
    outdates: ['/api/connections', '/api/attention'],
    onDone: ({ line }) => void navigate(`/connections/${line.id}/set-up?step=ins-url`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({
      connection: {
        id,
        clickbank: { account: account.trim(), role, secretKey: secretKey.trim() },
        redtrack: { trackingDomain: toUrl(trackingDomain) },
      },
    });
  };
  const problem = (path: string) => problemAt(create.error, path);
  return (
    <>
      <PageHead title="New connection" text="Step by step; what is saved can be left and continued later." />
      <SetUpSteps current="accounts" />
      <Paper withBorder p="md" maw={760}>
        <form onSubmit={submit} noValidate>
          <Stack>
            <TextInput
              label="ClickBank nickname"
              description="The account’s name, as you sign in with it."
              placeholder="acme"
              value={account}
              onChange={(event) => setAccount(event.currentTarget.value)}
              error={problem('clickbank.account')}
              autoComplete="off"
              required
              data-autofocus
            />
            <div>
              <Text size="sm" fw={500} id="role-label">
                Your part
              </Text>
              <SegmentedControl
                aria-labelledby="role-label"
                data={ROLES}
                value={role}
                onChange={(value) => setRole(value)}
              />
            </div>
            <SecretKeyField
              value={secretKey}
              onChange={setSecretKey}
              error={problem('clickbank.secretKey')}
            />
            <TextInput
              label="RedTrack tracking domain"
              description="Where conversions go: your own tracking domain from RedTrack → Tools → Domains."
              placeholder="https://track.example.com"
              value={trackingDomain}
              onChange={(event) => setTrackingDomain(event.currentTarget.value)}
              error={problem('redtrack.trackingDomain')}
              autoComplete="off"
              required
            />
            <TextInput
              label="Id"
              description="Part of the INS URL; it can’t be changed later."
              value={id}
              onChange={(event) => setChosenId(event.currentTarget.value)}
              error={problem('id')}
              autoComplete="off"
              required
            />
            <FormProblems error={create.error} shown={SHOWN} />
            <Group justify="space-between">
              <Button variant="default" component={Link} to="/connections">
                Cancel
              </Button>
              <GuardedButton type="submit" hint={roleHint} loading={create.isPending}>
                Create and go on
              </GuardedButton>
            </Group>
          </Stack>
        </form>
      </Paper>
    </>
  );
}

/** People write `track.example.com`; they mean the site. */
function toUrl(domain: string): string {
  const text = domain.trim().replace(/\/+$/, '');
  return text === '' || /^https?:\/\//i.test(text) ? text : `https://${text}`;
}
