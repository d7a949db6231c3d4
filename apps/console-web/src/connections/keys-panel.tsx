import { Alert, Group, List, NumberInput, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type ReactNode } from 'react';
import type { ConnectionDetail, IngestKeyRotation, SecretKeyRotation } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { RelativeTime } from '../shared/relative-time.js';
import { problemAt } from './problem-at.js';
import { SecretKeyField } from './secret-key-field.js';
import { toConnectionPath } from './use-connection.js';

const GRACE_HOURS = 48;

/** Changing the keys without losing a notification: the present ones are accepted for a while. */
export function KeysPanel({ detail: { line, retiredKeys } }: { detail: ConnectionDetail }): ReactNode {
  const [secretKey, setSecretKey] = useState('');
  const [graceHours, setGraceHours] = useState<number | string>(GRACE_HOURS);
  const roleHint = useRoleHint('operator');
  const path = toConnectionPath(line.id);
  const outdates = ['/api/connections'];
  const rotateSecret = useChange<ConnectionDetail, SecretKeyRotation>(`${path}/rotate-secret-key`, {
    outdates,
    onDone: () => {
      setSecretKey('');
      notifications.show({ color: 'teal', message: 'Now change it in ClickBank too, and press Test there.' });
    },
  });
  const rotateIngest = useChange<ConnectionDetail, IngestKeyRotation>(`${path}/rotate-ingest-key`, {
    outdates,
    onDone: () =>
      notifications.show({
        color: 'teal',
        message: 'Now paste the new INS URL into ClickBank, and press Test there.',
      }),
  });
  const hours = Number(graceHours);
  const failure = [
    rotateIngest.error,
    problemAt(rotateSecret.error, 'secretKey') === undefined ? rotateSecret.error : null,
  ].find((error) => error !== null);
  return (
    <Stack>
      <Title order={3} size="h5">
        Change the keys
      </Title>
      <NumberInput
        label="The present key is accepted for, hours"
        description="ClickBank sends what failed again for days; calls under the old key are still understood."
        min={0}
        w={260}
        value={graceHours}
        onChange={setGraceHours}
      />
      <SecretKeyField
        value={secretKey}
        onChange={setSecretKey}
        error={problemAt(rotateSecret.error, 'secretKey')}
      />
      <Group>
        <GuardedButton
          variant="light"
          hint={roleHint ?? (secretKey.trim() === '' ? 'First paste or make the new secret key.' : undefined)}
          loading={rotateSecret.isPending}
          onClick={() => rotateSecret.mutate({ secretKey: secretKey.trim(), graceHours: hours })}
        >
          Use the new secret key
        </GuardedButton>
        <GuardedButton
          variant="default"
          hint={roleHint}
          loading={rotateIngest.isPending}
          onClick={() => rotateIngest.mutate({ graceHours: hours })}
        >
          Make a new INS URL
        </GuardedButton>
      </Group>
      {failure === undefined ? null : (
        <Alert color="red" role="alert">
          {failure.message}
        </Alert>
      )}
      {retiredKeys.length === 0 ? null : (
        <div>
          <Text size="sm" fw={500}>
            Still accepted
          </Text>
          <List size="sm">
            {retiredKeys.map(({ acceptedUntilMs, key }, i) => (
              <List.Item key={i}>
                a former {key} key,{' '}
                {acceptedUntilMs === null ? (
                  'without an end'
                ) : (
                  <>
                    its end: <RelativeTime atMs={acceptedUntilMs} />
                  </>
                )}
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}
