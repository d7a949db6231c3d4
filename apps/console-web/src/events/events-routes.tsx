import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const EventsPage = lazy(() => import('./events-page.js'));
const EventDrawer = lazy(() => import('./event-drawer.js'));

/** An event opens over the list, which stays. */
export const eventsRoutes: RouteObject[] = [
  { path: '/events', element: <EventsPage />, children: [{ path: ':id', element: <EventDrawer /> }] },
];
