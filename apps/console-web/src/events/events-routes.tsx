import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const EventsPage = lazy(() => import('./events-page.js'));

export const eventsRoutes: RouteObject[] = [{ path: '/events', element: <EventsPage /> }];
