import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const OverviewPage = lazy(() => import('./overview-page.js'));

export const overviewRoutes: RouteObject[] = [{ path: '/', element: <OverviewPage /> }];
