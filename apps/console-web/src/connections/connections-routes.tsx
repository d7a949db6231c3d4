import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const ConnectionsPage = lazy(() => import('./connections-page.js'));

export const connectionsRoutes: RouteObject[] = [{ path: '/connections', element: <ConnectionsPage /> }];
