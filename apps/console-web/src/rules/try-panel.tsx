import {
  Alert,
  Button,
  Code,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { DeclaredRuleForm, EventPage, RulesTrial, RulesTrialResult } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';
import { RuleAnswers } from '../events/event-rules.js';
import { formatRelativeTime } from '../shared/format-time.js';

const CHOICES = 30;

/** The rules as they stand in the editor, tried on an event; nothing is sent. */
export function TryPanel({
  connectionId,
  rules,
}: {
  connectionId: string;
  rules: readonly DeclaredRuleForm[];
}): ReactNode {
  const [source, setSource] = useState<'event' | 'paste'>('event');
  const [event, setEvent] = useState<string | null>(null);
  const [pasted, setPasted] = useState('');
  const query = new URLSearchParams({ connection: connectionId, limit: String(CHOICES) });
  const events = useAnswer<EventPage>(`/api/events?${query.toString()}`).data?.events ?? [];
  const path = `/api/connections/${encodeURIComponent(connectionId)}/rules/try`;
  const attempt = useChange<RulesTrialResult, RulesTrial>(path);
  const isReady = source === 'event' ? event !== null : pasted.trim() !== '';
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="try-it">
      <Stack gap="xs">
        <div>
          <Title order={3} size="h5" id="try-it">
            Try it
          </Title>
          <Text size="sm" c="dimmed">
            With the rules as they stand above, saved or not. Nothing is sent.
          </Text>
        </div>
        <SegmentedControl
          aria-label="What to try them on"
          w="fit-content"
          data={[
            { value: 'event', label: 'An event that came' },
            { value: 'paste', label: 'A pasted notification' },
          ]}
          value={source}
          onChange={(value) => setSource(value)}
        />
        {source === 'event' ? (
          <Select
            label="Event"
            placeholder={events.length === 0 ? 'No event of this connection yet' : 'Choose one'}
            data={events.map(({ eventId, kind, receipt, receivedAtMs }) => ({
              value: eventId,
              label: `${kind ?? 'Notification'} ${receipt ?? ''} · ${formatRelativeTime(receivedAtMs, Date.now())}`,
            }))}
            value={event}
            onChange={setEvent}
            searchable
          />
        ) : (
          <Textarea
            label="Decrypted notification, JSON"
            placeholder='{ "transactionType": "SALE", "receipt": "…", … }'
            value={pasted}
            onChange={(change) => setPasted(change.currentTarget.value)}
            autosize
            minRows={4}
            maxRows={14}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
        )}
        <Group>
          <Button
            variant="light"
            disabled={!isReady}
            loading={attempt.isPending}
            onClick={() =>
              attempt.mutate({
                rules,
                ...(source === 'event' ? { event: event ?? '' } : { notification: pasted }),
              })
            }
          >
            Try
          </Button>
          {isReady ? null : (
            <Text size="xs" c="dimmed">
              First choose an event or paste a notification.
            </Text>
          )}
        </Group>
        {attempt.isError ? (
          <Alert color="red" role="alert">
            {attempt.error.message}
          </Alert>
        ) : null}
        {attempt.data === undefined ? null : <Result result={attempt.data} />}
      </Stack>
    </Paper>
  );
}

function Result({ result: { postbacks, summary, trace } }: { result: RulesTrialResult }): ReactNode {
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" fw={550}>
        {summary}
      </Text>
      <RuleAnswers answers={trace} />
      {postbacks.map(({ conversionType, currency, maskedUrl, sum }, i) => (
        <div key={i}>
          <Text size="sm">
            {conversionType} · {sum} {currency ?? ''}
          </Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {maskedUrl}
          </Code>
        </div>
      ))}
    </Stack>
  );
}
