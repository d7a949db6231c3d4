import { Button, Group, Paper, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ConnectionDetail } from '@ins-relay/console-contract';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { DuplicateModePanel } from './duplicate-mode-panel.js';
import { HoplinkPanel } from './hoplink-panel.js';
import { InsUrlPanel } from './ins-url-panel.js';
import { MatchingForm } from './matching-form.js';
import { ParametersForm } from './parameters-form.js';
import { PixelPanel } from './pixel-panel.js';
import { SET_UP_STEPS, SetUpSteps, type SetUpStep } from './set-up-steps.js';
import { TestEventPanel } from './test-event-panel.js';
import { useConnection } from './use-connection.js';

const LIVE_MS = 2_000;

/** The rest of the guided flow, one step on screen at a time. */
export default function SetUpPage(): ReactNode {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const connection = useConnection(id, LIVE_MS);
  const index = Math.max(
    1,
    SET_UP_STEPS.findIndex(({ key }) => key === search.get('step')),
  );
  const step = SET_UP_STEPS[index]?.key ?? 'ins-url';
  if (connection.data === undefined) return <PageState query={connection} rows={6} />;
  const detail = connection.data;
  const to = (offset: number) => `/connections/${id}/set-up?step=${SET_UP_STEPS[index + offset]?.key ?? ''}`;
  return (
    <>
      <PageHead
        title={`Set up ${detail.line.name}`}
        text="Step by step; what is saved can be left and continued later."
      />
      <SetUpSteps connectionId={id} current={step} done={listDone(detail)} />
      <Paper withBorder p="md" maw={900}>
        <Stack>
          <StepContent step={step} detail={detail} />
          <Group justify="space-between" mt="sm">
            {index > 1 ? (
              <Button variant="default" component={Link} to={to(-1)}>
                Back
              </Button>
            ) : (
              <span />
            )}
            {index < SET_UP_STEPS.length - 1 ? (
              <Button variant="light" component={Link} to={to(1)}>
                Next: {SET_UP_STEPS[index + 1]?.label}
              </Button>
            ) : (
              <Button component={Link} to={`/connections/${id}`}>
                Done
              </Button>
            )}
          </Group>
        </Stack>
      </Paper>
    </>
  );
}

function StepContent({ detail, step }: { step: SetUpStep; detail: ConnectionDetail }): ReactNode {
  switch (step) {
    case 'accounts':
    case 'ins-url':
      return <InsUrlPanel detail={detail} />;
    case 'matching':
      return <MatchingForm detail={detail} />;
    case 'parameters':
      return <ParametersForm detail={detail} />;
    case 'pixel':
      return <PixelPanel detail={detail} />;
    case 'hoplink':
      return <HoplinkPanel detail={detail} />;
    case 'duplicates':
      return <DuplicateModePanel detail={detail} />;
    case 'test':
      return <TestEventPanel detail={detail} />;
  }
}

/** Only what was seen to work has a check mark. */
function listDone({ line }: ConnectionDetail): SetUpStep[] {
  return [
    'accounts',
    ...(line.verifiedAtMs === undefined ? [] : (['ins-url'] as const)),
    ...(line.lastDay.delivered > 0 ? (['test'] as const) : []),
  ];
}
