import { Badge, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConnectionLine } from '@ins-relay/console-contract';

type Health = ConnectionLine['health'];

const LOOKS: Readonly<Record<Health, { color: string; text: string }>> = {
  good: { color: 'teal', text: 'Events of the last day arrived.' },
  failing: { color: 'red', text: 'Some events of the last day did not arrive, or could not be verified.' },
  quiet: { color: 'gray', text: 'Verified; nothing came in the last day.' },
  paused: { color: 'orange', text: 'Its events are held until it is resumed.' },
  unverified: { color: 'yellow', text: 'No notification could be verified yet: finish the set-up.' },
};

/** How a connection fares, with what the word means on hover. */
export function HealthBadge({ health }: { health: Health }): ReactNode {
  return (
    <Tooltip label={LOOKS[health].text} multiline maw={260}>
      <Badge variant="light" color={LOOKS[health].color} tt="none">
        {health}
      </Badge>
    </Tooltip>
  );
}
