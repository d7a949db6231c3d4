import { Group, PasswordInput, SegmentedControl, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { ConnectionRole } from '@ins-relay/contracts';
import type { ConnectionDetail } from '@ins-relay/console-contract';
import { useRoleHint } from '../api/use-session.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { FormProblems } from './form-problems.js';
import { problemAt } from './problem-at.js';
import { useSaveConnection } from './use-connection.js';

const SHOWN = [
  'name',
  'clickbank.account',
  'clickbank.role',
  'clickbank.legacyVersions',
  'redtrack.trackingDomain',
  'redtrack.postbackToken',
  'redtrack.currency',
];

/** Both accounts: what is named how, and where postbacks go. */
export function GeneralForm({ detail }: { detail: ConnectionDetail }): ReactNode {
  const { clickbank, name: storedName = detail.line.name, redtrack } = detail.declared;
  const [name, setName] = useState(storedName);
  const [account, setAccount] = useState(clickbank.account);
  const [role, setRole] = useState<ConnectionRole>(clickbank.role ?? 'VENDOR');
  const [legacyVersions, setLegacyVersions] = useState(clickbank.legacyVersions ?? false);
  const [trackingDomain, setTrackingDomain] = useState(redtrack.trackingDomain);
  const [currency, setCurrency] = useState(redtrack.currency ?? '');
  const [token, setToken] = useState('');
  const roleHint = useRoleHint('operator');
  const save = useSaveConnection(detail, () => setToken(''));
  const problem = (path: string) => problemAt(save.error, path);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (roleHint !== undefined) return;
    save.save({
      name: name.trim(),
      clickbank: { ...clickbank, account: account.trim(), role, legacyVersions },
      redtrack: {
        ...redtrack,
        trackingDomain: trackingDomain.trim(),
        currency: currency.trim() === '' ? null : currency.trim().toUpperCase(),
        ...(token.trim() === '' ? {} : { postbackToken: token.trim() }),
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={3} size="h5">
          Accounts
        </Title>
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem('name')}
        />
        <TextInput
          label="ClickBank nickname"
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
          error={problem('clickbank.account')}
        />
        <SegmentedControl
          aria-label="Your part"
          w="fit-content"
          data={[
            { value: 'VENDOR', label: 'I sell (vendor)' },
            { value: 'AFFILIATE', label: 'I promote (affiliate)' },
          ]}
          value={role}
          onChange={(value) => setRole(value)}
        />
        <Switch
          label="Accept INS 1.0 to 4.0"
          description="Their signature is weak; turn it on only for an account that can send nothing newer."
          checked={legacyVersions}
          onChange={(event) => setLegacyVersions(event.currentTarget.checked)}
        />
        <TextInput
          label="RedTrack tracking domain"
          value={trackingDomain}
          onChange={(event) => setTrackingDomain(event.currentTarget.value)}
          error={problem('redtrack.trackingDomain')}
        />
        <TextInput
          label="Currency"
          description="Sent with every amount of the account; empty leaves it out, and RedTrack takes its own."
          placeholder="USD"
          w={140}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value)}
          error={problem('redtrack.currency')}
        />
        <PasswordInput
          label="Postback token"
          description={
            detail.hasPostbackToken
              ? 'One is stored. Type another to replace it.'
              : 'Only where postback protection is turned on in RedTrack.'
          }
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={problem('redtrack.postbackToken')}
          autoComplete="off"
        />
        <FormProblems error={save.error} shown={SHOWN} />
        <Group>
          <GuardedButton type="submit" hint={roleHint} loading={save.isPending}>
            Save
          </GuardedButton>
          {detail.hasPostbackToken ? (
            <GuardedButton
              variant="subtle"
              color="red"
              hint={roleHint}
              onClick={() => save.save({ redtrack: { ...redtrack, postbackToken: '' } })}
            >
              Remove the token
            </GuardedButton>
          ) : null}
        </Group>
        <Text size="xs" c="dimmed">
          Changes hold for every event from now on; nobody has to restart anything.
        </Text>
      </Stack>
    </form>
  );
}
