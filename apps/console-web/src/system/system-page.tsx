import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { PageHead } from '../shared/page-head.js';
import { DestinationsPanel } from './destinations-panel.js';
import { QueuesPanel } from './queues-panel.js';
import { RedisPanel } from './redis-panel.js';

export default function SystemPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const tab = search.get('tab') ?? 'queues';
  return (
    <>
      <PageHead
        title="Queues and Redis"
        text="The engine room: what waits, where it is stored, who receives it."
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => setSearch(next === 'queues' || next === null ? {} : { tab: next })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="queues">Queues</Tabs.Tab>
          <Tabs.Tab value="redis">Redis</Tabs.Tab>
          <Tabs.Tab value="destinations">Destinations</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="queues">
          <QueuesPanel />
        </Tabs.Panel>
        <Tabs.Panel value="redis">
          <RedisPanel />
        </Tabs.Panel>
        <Tabs.Panel value="destinations">
          <DestinationsPanel />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
