import { Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ConnectionDetail, GuideStepLine } from '@ins-relay/console-contract';
import { CopyValue } from '../shared/copy-value.js';

const LOOKS: Readonly<Record<GuideStepLine['status'], { color: string; label: string }>> = {
  verified: { color: 'teal', label: 'verified' },
  problem: { color: 'red', label: 'a problem' },
  open: { color: 'yellow', label: 'not seen yet' },
  unseen: { color: 'gray', label: 'only you can see it' },
};

/** Every step of the set-up with this connection's own values, and whether it is seen to work. */
export function GuideSteps({ detail: { guide, line } }: { detail: ConnectionDetail }): ReactNode {
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        Everything that has to be done in RedTrack, here and in ClickBank.{' '}
        <Anchor component={Link} size="sm" to={`/connections/${line.id}/set-up?step=ins-url`}>
          Go through it step by step
        </Anchor>
      </Text>
      {guide.map((step, i) => (
        <section key={step.title}>
          <Group gap="xs" mb={4}>
            <Title order={3} size="h5">
              {i + 1}. {step.title}
            </Title>
            <Badge variant="light" color={LOOKS[step.status].color} tt="none">
              {LOOKS[step.status].label}
            </Badge>
          </Group>
          <Text size="xs" c="dimmed">
            {step.where}
          </Text>
          <Text size="sm">{step.text}</Text>
          {step.note === undefined ? null : (
            <Text size="sm" c={step.status === 'problem' ? 'red' : 'dimmed'}>
              {step.note}
            </Text>
          )}
          <Stack gap="xs" mt="xs">
            {step.values.map(({ label, value }) => (
              <CopyValue key={label} label={label} value={value} />
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}
