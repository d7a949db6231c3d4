import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const RepairPage = lazy(() => import('./repair-page.js'));

export const repairRoutes: RouteObject[] = [{ path: '/repair', element: <RepairPage /> }];
