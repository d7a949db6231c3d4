import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RepairPreview as Preview } from '@ins-relay/console-contract';
import { EventTable } from '../events/event-table.js';
import { formatCount } from '../shared/format-number.js';

/** What a repair would do, before it does it. */
export function RepairPreview({ preview: { count, isTooMany, sample } }: { preview: Preview }): ReactNode {
  if (isTooMany) {
    return (
      <Alert color="orange" mt="md" title="Too many for one repair" role="status">
        More than {formatCount(count)} events match. Narrow it down: a shorter time, one connection, one
        cause.
      </Alert>
    );
  }
  if (count === 0) {
    return (
      <Alert color="gray" mt="md" role="status">
        No event matches; there is nothing to replay.
      </Alert>
    );
  }
  return (
    <>
      <Text size="sm" mt="md" mb={4} role="status">
        This replays <b>{formatCount(count)}</b> {count === 1 ? 'event' : 'events'}
        {sample.length < count ? `; ${sample.length} of them:` : ':'}
      </Text>
      <EventTable events={sample} />
    </>
  );
}
