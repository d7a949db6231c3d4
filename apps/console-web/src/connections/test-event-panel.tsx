import { Alert, Anchor, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type {
  ConnectionDetail,
  EventDetail,
  EventPage,
  TestEventRequest,
  TestEventResult,
} from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { EventTimeline } from '../events/event-timeline.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { OutcomeBadge } from '../shared/outcome-badge.js';
import { toConnectionPath } from './use-connection.js';

const WATCH_MS = 700;

/** Sends a notification as ClickBank would, through the real pipeline, and shows what becomes of it. */
export function TestEventPanel({ detail: { line } }: { detail: ConnectionDetail }): ReactNode {
  const roleHint = useRoleHint('operator');
  const [event, setEvent] = useState<TestEventRequest['event']>('sale');
  const [clickId, setClickId] = useState('');
  const [amount, setAmount] = useState('1.00');
  const send = useChange<TestEventResult, TestEventRequest>(`${toConnectionPath(line.id)}/test-event`, {
    outdates: ['/api/connections', '/api/events'],
  });
  const isSale = event === 'sale';
  return (
    <Stack>
      <div>
        <Title order={3} size="h5">
          Send a test event
        </Title>
        <Text size="sm" c="dimmed">
          Encrypted with this connection’s key, sent to its INS URL, and from there as everything goes.
        </Text>
      </div>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          if (roleHint !== undefined) return;
          send.mutate(
            isSale
              ? {
                  event,
                  amount: amount.trim(),
                  ...(clickId.trim() === '' ? {} : { clickId: clickId.trim() }),
                }
              : { event },
          );
        }}
      >
        <Stack gap="xs">
          <SegmentedControl
            aria-label="Kind of test"
            w="fit-content"
            data={[
              { value: 'sale', label: 'A sale' },
              { value: 'test', label: 'ClickBank’s TEST' },
            ]}
            value={event}
            onChange={(value) => setEvent(value)}
          />
          {isSale ? (
            <>
              <Alert color="orange">
                RedTrack books it as a conversion. Click your own campaign link first and use that click id,
                so that you know which conversion to delete afterwards.
              </Alert>
              <Group grow align="flex-start">
                <TextInput
                  label="Click id"
                  description="Of a click of your own; made up if empty."
                  value={clickId}
                  onChange={(change) => setClickId(change.currentTarget.value)}
                />
                <TextInput
                  label="Amount"
                  description="What the account earns."
                  value={amount}
                  onChange={(change) => setAmount(change.currentTarget.value)}
                />
              </Group>
            </>
          ) : (
            <Text size="sm">Proves key and URL. It becomes no conversion.</Text>
          )}
          <Group>
            <GuardedButton type="submit" hint={roleHint} loading={send.isPending}>
              Send it
            </GuardedButton>
          </Group>
        </Stack>
      </form>
      {send.isError ? (
        <Alert color="red" role="alert">
          {send.error.message}
        </Alert>
      ) : null}
      {send.data === undefined ? null : <Result result={send.data} connectionId={line.id} />}
    </Stack>
  );
}

function Result({
  connectionId,
  result: { durationMs, eventId, problem, receipt, status },
}: {
  result: TestEventResult;
  connectionId: string;
}): ReactNode {
  if (problem !== undefined) {
    return (
      <Alert color="red" role="alert" title={`The relay answered ${status}`}>
        {problem}
      </Alert>
    );
  }
  return (
    <>
      <Alert color="teal" role="status">
        Accepted in {Math.round(durationMs)} ms.
        {receipt === undefined ? ' The TEST was verified.' : ` Its receipt is ${receipt}.`}
      </Alert>
      {receipt === undefined && eventId === undefined ? null : (
        <Watched connectionId={connectionId} receipt={receipt} eventId={eventId} />
      )}
    </>
  );
}

/** What becomes of it, live. */
function Watched({
  connectionId,
  eventId,
  receipt,
}: {
  connectionId: string;
  receipt: string | undefined;
  eventId: string | undefined;
}): ReactNode {
  const query = new URLSearchParams({ connection: connectionId, receipt: receipt ?? '', limit: '1' });
  const found = useAnswer<EventPage>(`/api/events?${query.toString()}`, {
    enabled: eventId === undefined,
    refreshMs: (answer) => (answer === undefined || answer.events.length === 0 ? WATCH_MS : false),
  });
  const id = eventId ?? found.data?.events[0]?.eventId;
  const event = useAnswer<EventDetail>(`/api/events/${id ?? ''}`, {
    enabled: id !== undefined,
    refreshMs: (answer) => (answer === undefined || answer.isInFlight ? WATCH_MS : false),
  }).data;
  if (event === undefined) {
    return (
      <Text size="sm" role="status">
        It is on its way …
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      <Group gap="xs" role="status">
        <OutcomeBadge outcome={event.outcome} />
        <Text size="sm">{event.why}</Text>
        <Anchor component={Link} size="sm" to={`/events/${event.eventId}`}>
          Open it
        </Anchor>
      </Group>
      <EventTimeline steps={event.timeline} />
    </Stack>
  );
}
