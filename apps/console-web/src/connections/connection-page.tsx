import { Button, Group, Paper, Stack, Tabs, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ConnectionDetail } from '@ins-relay/console-contract';
import { linkToEvents } from '../events/event-filter.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { ConnectionMenu } from './connection-menu.js';
import { DeliveryForm } from './delivery-form.js';
import { DuplicateModePanel } from './duplicate-mode-panel.js';
import { GeneralForm } from './general-form.js';
import { GuideSteps } from './guide-steps.js';
import { HealthBadge } from './health-badge.js';
import { HoplinkPanel } from './hoplink-panel.js';
import { InsUrlPanel } from './ins-url-panel.js';
import { KeysPanel } from './keys-panel.js';
import { MatchingForm } from './matching-form.js';
import { ParametersForm } from './parameters-form.js';
import { PixelPanel } from './pixel-panel.js';
import { TestEventPanel } from './test-event-panel.js';
import { useConnection } from './use-connection.js';

const TABS: readonly { readonly key: string; readonly label: string; readonly panels: readonly Panel[] }[] = [
  { key: 'set-up', label: 'Set-up', panels: [GuideSteps] },
  { key: 'matching', label: 'Event matching', panels: [MatchingForm, ParametersForm] },
  { key: 'settings', label: 'Settings', panels: [GeneralForm, DeliveryForm] },
  { key: 'keys', label: 'INS URL and keys', panels: [InsUrlPanel, KeysPanel] },
  { key: 'tools', label: 'Pixel and hoplink', panels: [PixelPanel, HoplinkPanel] },
  { key: 'test', label: 'Test', panels: [TestEventPanel, DuplicateModePanel] },
];
type Panel = (props: { detail: ConnectionDetail }) => ReactNode;

/** Everything about one connection. */
export default function ConnectionPage(): ReactNode {
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const connection = useConnection(id);
  if (connection.data === undefined) {
    return (
      <>
        <PageHead title={id} />
        <PageState query={connection} rows={6} />
      </>
    );
  }
  const detail = connection.data;
  const { account, health, lastNotificationAtMs, name, role, trackingDomain } = detail.line;
  const current = TABS.find(({ key }) => key === search.get('tab')) ?? TABS[0];
  return (
    <>
      <PageHead
        title={name}
        text={
          <>
            {account} ({role.toLowerCase()}) → {trackingDomain}
          </>
        }
      >
        <Button variant="default" component={Link} to={linkToEvents({ connection: id })}>
          Events
        </Button>
        <Button variant="default" component={Link} to={`/connections/${id}/rules`}>
          Rules{ruleCount(detail)}
        </Button>
        <ConnectionMenu detail={detail} />
      </PageHead>
      <Group gap="xs" mb="md">
        <HealthBadge health={health} />
        <Text size="sm" c="dimmed">
          {lastNotificationAtMs === undefined ? (
            'Nothing came yet.'
          ) : (
            <>
              Last heard from ClickBank <RelativeTime atMs={lastNotificationAtMs} />.
            </>
          )}
        </Text>
        {health === 'unverified' ? (
          <Button size="compact-sm" component={Link} to={`/connections/${id}/set-up?step=ins-url`}>
            Continue the set-up
          </Button>
        ) : null}
      </Group>
      <Tabs
        value={current?.key}
        keepMounted={false}
        onChange={(key) => setSearch(key === null || key === TABS[0]?.key ? {} : { tab: key })}
      >
        <Tabs.List mb="md">
          {TABS.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(({ key, panels }) => (
          <Tabs.Panel key={key} value={key}>
            <Stack>
              {panels.map((One) => (
                <Paper key={One.name} withBorder p="md" maw={960}>
                  <One detail={detail} />
                </Paper>
              ))}
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function ruleCount({ declared: { rules = [] } }: ConnectionDetail): string {
  return rules.length === 0 ? '' : ` (${rules.length})`;
}
