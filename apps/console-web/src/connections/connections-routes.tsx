import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const ConnectionsPage = lazy(() => import('./connections-page.js'));
const NewConnectionPage = lazy(() => import('./new-connection-page.js'));
const SetUpPage = lazy(() => import('./set-up-page.js'));
const ConnectionPage = lazy(() => import('./connection-page.js'));

export const connectionsRoutes: RouteObject[] = [
  { path: '/connections', element: <ConnectionsPage /> },
  { path: '/connections/new', element: <NewConnectionPage /> },
  { path: '/connections/:id', element: <ConnectionPage /> },
  { path: '/connections/:id/set-up', element: <SetUpPage /> },
];
