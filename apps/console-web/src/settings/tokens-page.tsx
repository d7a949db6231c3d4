import { Badge, Button, Paper, Table, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ApiToken, ApiTokenList, GivenApiToken } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';
import { ConfirmDialog } from '../shared/confirm-dialog.js';
import { EmptyState } from '../shared/empty-state.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { GivenSecretDialog } from './given-secret-dialog.js';
import { NewTokenDialog } from './new-token-dialog.js';

export default function TokensPage(): ReactNode {
  const tokens = useAnswer<ApiTokenList>('/api/tokens');
  const [isAdding, setIsAdding] = useState(false);
  const [given, setGiven] = useState<GivenApiToken>();
  const newToken = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
      New token
    </Button>
  );
  return (
    <>
      <PageHead
        title="API tokens"
        text={
          <>
            For scripts: everything this console does is in its API, described at{' '}
            <a href="/api/openapi.json">/api/openapi.json</a>.
          </>
        }
      >
        {newToken}
      </PageHead>
      <Paper withBorder>
        {tokens.data === undefined ? (
          <div style={{ padding: 16 }}>
            <PageState query={tokens} />
          </div>
        ) : tokens.data.tokens.length === 0 ? (
          <EmptyState icon={IconKey} title="No token yet">
            A script signs in with one: <code>authorization: Bearer …</code>. Each has a role and can be
            revoked.
          </EmptyState>
        ) : (
          <Table.ScrollContainer minWidth={620}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>For</Table.Th>
                  <Table.Th>Role</Table.Th>
                  <Table.Th>Last used</Table.Th>
                  <Table.Th>Expires</Table.Th>
                  <Table.Th>Created</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tokens.data.tokens.map((token) => (
                  <TokenRow key={token.id} token={token} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Paper>
      {isAdding ? <NewTokenDialog onGiven={setGiven} onClose={() => setIsAdding(false)} /> : null}
      {given === undefined ? null : (
        <GivenSecretDialog
          title={`Token for ${given.token.label}`}
          label="Token"
          secret={given.secret}
          onClose={() => setGiven(undefined)}
        >
          Put it where the script reads its secrets.
        </GivenSecretDialog>
      )}
    </>
  );
}

function TokenRow({ token }: { token: ApiToken }): ReactNode {
  const { createdAtMs, createdBy, expiresAtMs, id, label, lastUsedAtMs, role } = token;
  const [asks, setAsks] = useState(false);
  const revoke = useChange(`/api/tokens/${id}`, {
    method: 'DELETE',
    outdates: ['/api/tokens'],
    onDone: () => setAsks(false),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={550}>
          {label}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" tt="none">
          {role}
        </Badge>
      </Table.Td>
      <Table.Td>{lastUsedAtMs === undefined ? 'never' : <RelativeTime atMs={lastUsedAtMs} />}</Table.Td>
      <Table.Td>{expiresAtMs === undefined ? 'never' : <RelativeTime atMs={expiresAtMs} />}</Table.Td>
      <Table.Td>
        <RelativeTime atMs={createdAtMs} /> by {createdBy}
      </Table.Td>
      <Table.Td>
        <Button
          size="compact-xs"
          variant="outline"
          color="red"
          aria-label={`Revoke ${label}`}
          onClick={() => setAsks(true)}
        >
          Revoke
        </Button>
        <ConfirmDialog
          isOpen={asks}
          title={`Revoke the token for ${label}?`}
          verb="Revoke"
          isDangerous
          isBusy={revoke.isPending}
          error={revoke.error?.message}
          onConfirm={() => revoke.mutate()}
          onClose={() => setAsks(false)}
        >
          <Text size="sm">Whatever uses it is refused from now on.</Text>
        </ConfirmDialog>
      </Table.Td>
    </Table.Tr>
  );
}
