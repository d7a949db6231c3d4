import { Alert, Anchor, Group, List, Loader, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ConnectionDetail, ReverifyResult } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { linkToEvents } from '../events/event-filter.js';
import { CopyValue } from '../shared/copy-value.js';
import { formatExactTime } from '../shared/format-time.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { RelativeTime } from '../shared/relative-time.js';
import { toConnectionPath } from './use-connection.js';

/** The INS URL, where to paste it, and whether ClickBank has called it. */
export function InsUrlPanel({ detail }: { detail: ConnectionDetail }): ReactNode {
  const { insUrl, line } = detail;
  return (
    <Stack>
      <Title order={3} size="h5">
        Tell ClickBank where to report
      </Title>
      {insUrl === undefined ? (
        <Alert color="gray">The INS URL ends with a key; your role may not see it. Ask an operator.</Alert>
      ) : (
        <CopyValue label="INS URL" value={insUrl} />
      )}
      <List type="ordered" size="sm" spacing={4}>
        <List.Item>
          In ClickBank open{' '}
          <b>{line.role === 'VENDOR' ? 'Vendor Settings' : 'Account Settings'} → My Site → Advanced Tools</b>.
        </List.Item>
        <List.Item>
          Under <b>Instant Notification URL</b> paste the INS URL, version 8.0 (6.0 and 7.0 work too).
        </List.Item>
        <List.Item>
          Make sure that the <b>secret key</b> there is the one of this connection ({detail.secretKeyHint}).
        </List.Item>
        <List.Item>
          Press <b>Test</b>, then save.
        </List.Item>
      </List>
      <Verification detail={detail} />
    </Stack>
  );
}

function Verification({ detail: { line, unverifiedCalls } }: { detail: ConnectionDetail }): ReactNode {
  const { id, lastTestAtMs, verifiedAtMs } = line;
  if (verifiedAtMs !== undefined) {
    return (
      <Alert
        color="teal"
        icon={<IconCircleCheck aria-hidden />}
        title={`Verified at ${formatExactTime(verifiedAtMs)}`}
        role="status"
      >
        A call of ClickBank was decrypted with this secret key.
        {lastTestAtMs === undefined ? null : (
          <>
            {' '}
            The latest TEST came <RelativeTime atMs={lastTestAtMs} />.
          </>
        )}
        {unverifiedCalls > 0 ? <Unverified id={id} count={unverifiedCalls} /> : null}
      </Alert>
    );
  }
  return (
    <Alert color={unverifiedCalls > 0 ? 'orange' : 'blue'} role="status">
      <Group gap="sm" wrap="nowrap">
        <Loader size="xs" aria-hidden />
        <Text size="sm">Waiting for the TEST of ClickBank … this page notices by itself.</Text>
      </Group>
      {unverifiedCalls > 0 ? <Unverified id={id} count={unverifiedCalls} /> : null}
    </Alert>
  );
}

/** Calls came and could not be read: most likely the keys differ. */
function Unverified({ count, id }: { id: string; count: number }): ReactNode {
  const roleHint = useRoleHint('operator');
  const reverify = useChange<ReverifyResult>(`${toConnectionPath(id)}/reverify`, {
    outdates: ['/api/connections', '/api/events', '/api/attention'],
  });
  const { data, error } = reverify;
  return (
    <Stack gap={6} mt="xs">
      <Text size="sm">
        {count} {count === 1 ? 'call' : 'calls'} came and could not be verified: most likely the secret keys
        differ.{' '}
        <Anchor component={Link} size="sm" to={linkToEvents({ connection: id, outcome: 'rejected' })}>
          Show them
        </Anchor>
        . They are kept: correct the key, then try them again.
      </Text>
      <Group gap="sm">
        <GuardedButton
          size="compact-sm"
          hint={roleHint}
          loading={reverify.isPending}
          onClick={() => reverify.mutate()}
        >
          Try them again
        </GuardedButton>
        {data === undefined ? null : (
          <Text size="sm">
            {data.accepted} of {data.offered} accepted.
          </Text>
        )}
        {error === null ? null : (
          <Text size="sm" c="red" role="alert">
            {error.message}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
