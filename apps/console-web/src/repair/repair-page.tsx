import { Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';
import { NewRepairForm } from './new-repair-form.js';
import { RepairList } from './repair-list.js';

export default function RepairPage(): ReactNode {
  const [startedId, setStartedId] = useState<string>();
  return (
    <>
      <PageHead
        title="Bulk repair"
        text="Replay many events at once, with the settings of now. Each keeps its rdtk_event_id, so RedTrack drops what it has already counted."
      />
      <Stack>
        <NewRepairForm onStarted={setStartedId} />
        <RepairList startedId={startedId} />
      </Stack>
    </>
  );
}
