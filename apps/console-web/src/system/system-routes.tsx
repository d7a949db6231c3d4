import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const SystemPage = lazy(() => import('./system-page.js'));

export const systemRoutes: RouteObject[] = [{ path: '/system', element: <SystemPage /> }];
