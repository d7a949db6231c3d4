import { Text, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TimelineStep } from '@ins-relay/console-contract';
import { formatDuration, formatExactTime } from '../shared/format-time.js';

const COLORS: Readonly<Record<TimelineStep['tone'], string>> = {
  neutral: 'cyan',
  good: 'teal',
  bad: 'red',
  waiting: 'yellow',
};

/** From the receipt to RedTrack's answer, with the time between. */
export function EventTimeline({ steps }: { steps: readonly TimelineStep[] }): ReactNode {
  return (
    <Timeline active={steps.length} bulletSize={14} lineWidth={2}>
      {steps.map((step, i) => (
        <Timeline.Item
          key={i}
          color={COLORS[step.tone]}
          title={
            <Text size="sm" fw={550} component="span">
              {step.title}
              {i === 0 ? null : (
                <Text span size="xs" c="dimmed" ml={8} className="numbers">
                  +{formatDuration(step.afterMs)}
                </Text>
              )}
            </Text>
          }
        >
          {step.detail === '' ? null : (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {step.detail}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {formatExactTime(step.atMs)}
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
