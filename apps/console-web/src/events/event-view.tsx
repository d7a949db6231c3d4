import { Alert, Anchor, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EventDetail } from '@ins-relay/console-contract';
import { CopyButton } from '../shared/copy-button.js';
import { OutcomeBadge } from '../shared/outcome-badge.js';
import { RelativeTime } from '../shared/relative-time.js';
import { EventActions } from './event-actions.js';
import { EventPayload } from './event-payload.js';
import { EventRequests } from './event-requests.js';
import { EventRules } from './event-rules.js';
import { EventTimeline } from './event-timeline.js';

/** All that is known of one event. */
export function EventView({ event }: { event: EventDetail }): ReactNode {
  return (
    <Stack gap="lg">
      <div>
        <Group gap="xs" mb={4}>
          <OutcomeBadge outcome={event.outcome} />
          <Text size="sm" c="dimmed">
            received <RelativeTime atMs={event.receivedAtMs} />
          </Text>
        </Group>
        <Text>{event.why}</Text>
      </div>
      {event.isErased ? <Alert color="gray">Its customer was erased.</Alert> : null}
      <EventActions event={event} />
      <Facts event={event} />
      <Section title="Timeline">
        <EventTimeline steps={event.timeline} />
      </Section>
      {event.requests.length > 0 ? (
        <Section title="What was sent to RedTrack">
          <EventRequests requests={event.requests} />
        </Section>
      ) : null}
      <Section title="Rules">
        <EventRules event={event} />
      </Section>
      <Section title="Notification">
        <EventPayload event={event} />
      </Section>
    </Stack>
  );
}

function Section({ children, title }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Facts({ event }: { event: EventDetail }): ReactNode {
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Event id', event.eventId],
    ['Receipt', event.receipt],
    ['Parent receipt', event.parentReceipt],
    ['Click id', event.clickId],
    ['Click id from', event.clickIdSource],
    ['Matched by', event.matchedBy],
    ['Transaction type', event.transactionType],
    ['INS version', event.version],
    ['Verified by', event.verification],
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={4}>
      <Fact label="Connection">
        <Anchor component={Link} to={`/connections/${event.connectionId}`} size="sm">
          {event.connectionId}
        </Anchor>
      </Fact>
      {event.duplicateOf === undefined ? null : (
        <Fact label="Duplicate of">
          <Anchor component={Link} to={`/events/${event.duplicateOf}`} size="sm">
            {event.duplicateOf}
          </Anchor>
        </Fact>
      )}
      {facts.map(([label, value]) =>
        value === undefined ? null : (
          <Fact key={label} label={label}>
            <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
            <CopyButton value={value} label={label.toLowerCase()} />
          </Fact>
        ),
      )}
    </SimpleGrid>
  );
}

function Fact({ children, label }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Group gap={4} wrap="nowrap" align="flex-start">
        {children}
      </Group>
    </div>
  );
}
