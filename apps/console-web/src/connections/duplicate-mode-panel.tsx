import {
  Alert,
  Anchor,
  Group,
  List,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  ThemeIcon,
  Title,
} from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type {
  ConnectionDetail,
  DuplicateModeCheckRequest,
  DuplicateModeCheckResult,
} from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { toConnectionPath } from './use-connection.js';

const COLORS: Readonly<Record<DuplicateModeCheckResult['verdict'], string>> = {
  good: 'teal',
  problem: 'red',
  unknown: 'gray',
};

/** Whether RedTrack drops what is sent twice: what to choose there, and a look through its API. */
export function DuplicateModePanel({ detail: { line } }: { detail: ConnectionDetail }): ReactNode {
  const roleHint = useRoleHint('operator');
  const [apiKey, setApiKey] = useState('');
  const [offerSourceId, setOfferSourceId] = useState('');
  const check = useChange<DuplicateModeCheckResult, DuplicateModeCheckRequest>(
    `${toConnectionPath(line.id)}/duplicate-mode-check`,
  );
  return (
    <Stack>
      <div>
        <Title order={3} size="h5">
          Let RedTrack drop duplicates
        </Title>
        <Text size="sm" c="dimmed">
          A postback that RedTrack books without telling us is sent again. In RedTrack open the conversion
          types (or the offer source) → <b>Duplicate postback mode</b> and choose{' '}
          <b>Ignore duplicate postbacks by event id</b>. Every postback carries an <code>rdtk_event_id</code>{' '}
          that stays the same when it is sent again; the other modes drop rebills, or count a retry twice.
        </Text>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (roleHint === undefined)
            check.mutate({ apiKey: apiKey.trim(), offerSourceId: offerSourceId.trim() });
        }}
      >
        <Stack gap="xs">
          <Text size="sm">Optional: let INS Relay look whether it is so.</Text>
          <PasswordInput
            label="RedTrack API key"
            description="Used once, stored nowhere. RedTrack → Profile → API key."
            value={apiKey}
            onChange={(event) => setApiKey(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <TextInput
            label="Offer source id"
            description="In RedTrack’s address when you edit the offer source."
            value={offerSourceId}
            onChange={(event) => setOfferSourceId(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <Group>
            <GuardedButton type="submit" variant="light" hint={roleHint} loading={check.isPending}>
              Check
            </GuardedButton>
          </Group>
        </Stack>
      </form>
      {check.isError ? (
        <Alert color="red" role="alert">
          {check.error.message}
        </Alert>
      ) : null}
      {check.data === undefined ? null : <Findings result={check.data} />}
      <Text size="xs" c="dimmed">
        What this means:{' '}
        <Anchor size="xs" href="https://help.redtrack.io" target="_blank" rel="noreferrer">
          RedTrack’s help
        </Anchor>
        .
      </Text>
    </Stack>
  );
}

function Findings({ result: { findings, verdict } }: { result: DuplicateModeCheckResult }): ReactNode {
  return (
    <Alert
      color={COLORS[verdict]}
      role="status"
      title={
        verdict === 'good'
          ? 'RedTrack drops duplicates by event id'
          : verdict === 'problem'
            ? 'Something is to be mended in RedTrack'
            : 'It could not be found out'
      }
    >
      <List spacing={4} size="sm" center>
        {findings.map(({ fix, ok, text }) => (
          <List.Item
            key={text}
            icon={
              <ThemeIcon
                size="sm"
                radius="xl"
                color={ok ? 'teal' : 'orange'}
                aria-label={ok ? 'fine' : 'not fine'}
              >
                {ok ? <IconCheck size={12} aria-hidden /> : <IconAlertTriangle size={12} aria-hidden />}
              </ThemeIcon>
            }
          >
            {text} {fix === undefined ? null : <b>{fix}</b>}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
