import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { EventDetail } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { PageState } from '../shared/page-state.js';
import { EventView } from './event-view.js';

const IN_FLIGHT_MS = 1_000;

/** An event over the list; it looks again while the event is on its way. */
export default function EventDrawer(): ReactNode {
  const { id = '' } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const event = useAnswer<EventDetail>(`/api/events/${encodeURIComponent(id)}`, {
    refreshMs: (answer) => (answer?.isInFlight === true ? IN_FLIGHT_MS : false),
  });
  return (
    <Drawer
      opened
      onClose={() => void navigate(`/events${search}`)}
      position="right"
      size="xl"
      title={
        event.data === undefined
          ? 'Event'
          : `${event.data.kind ?? 'Notification'} ${event.data.receipt ?? ''}`
      }
      closeButtonProps={{ 'aria-label': 'Close the event' }}
    >
      {event.data === undefined ? <PageState query={event} rows={6} /> : <EventView event={event.data} />}
    </Drawer>
  );
}
