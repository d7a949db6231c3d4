import { Alert, Code, Group, Stack, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { EventDetail, RevealedEvent } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { GuardedButton } from '../shared/guarded-button.js';

/** The decoded notification, masked until somebody with the role asks for it, which is written down. */
export function EventPayload({ event }: { event: EventDetail }): ReactNode {
  const [revealed, setRevealed] = useState<RevealedEvent>();
  const hint = useRoleHint('operator');
  const reveal = useChange<RevealedEvent>(`/api/events/${event.eventId}/reveal`, { onDone: setRevealed });
  if (event.notification === undefined) {
    return (
      <Text size="sm" c="dimmed">
        Nothing is kept that could be shown: it was never verified, or its customer was erased.
      </Text>
    );
  }
  const isRevealed = revealed !== undefined;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {isRevealed
            ? 'With customer data. That you looked is in the audit log.'
            : 'Customer data is masked.'}
        </Text>
        <GuardedButton
          size="xs"
          variant="default"
          hint={hint}
          loading={reveal.isPending}
          leftSection={isRevealed ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
          onClick={() => (isRevealed ? setRevealed(undefined) : reveal.mutate())}
        >
          {isRevealed ? 'Hide customer data' : 'Reveal customer data'}
        </GuardedButton>
      </Group>
      {reveal.isError ? <Alert color="red">{reveal.error.message}</Alert> : null}
      <Code block mah={420} style={{ overflow: 'auto' }} tabIndex={0}>
        {JSON.stringify(revealed?.notification ?? event.notification, null, 2)}
      </Code>
      {revealed === undefined ? null : <Revealed revealed={revealed} />}
    </Stack>
  );
}

function Revealed({ revealed: { bodies, urls } }: { revealed: RevealedEvent }): ReactNode {
  return (
    <>
      {urls.map((url, i) => (
        <Code block key={url} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          Postback {i + 1}: GET {url}
        </Code>
      ))}
      {bodies.map(({ attempt, body, generation }) => (
        <Code block key={`${generation} ${attempt}`}>
          RedTrack’s answer to attempt {attempt}: {body}
        </Code>
      ))}
    </>
  );
}
