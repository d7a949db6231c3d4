import { Badge, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Outcome } from '@ins-relay/contracts';
import { useVocabulary } from '../api/use-vocabulary.js';
import { OUTCOME_COLORS } from './outcome-colors.js';

/** An outcome in its colour, with its meaning on hover. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }): ReactNode {
  const meaning = useVocabulary()?.outcomes.find((one) => one.outcome === outcome)?.meaning;
  return (
    <Tooltip label={meaning} disabled={meaning === undefined} multiline maw={280} openDelay={200}>
      <Badge color={OUTCOME_COLORS[outcome]} variant="light" tt="none">
        {outcome}
      </Badge>
    </Tooltip>
  );
}
