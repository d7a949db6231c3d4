import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const RulesPage = lazy(() => import('./rules-page.js'));

export const rulesRoutes: RouteObject[] = [{ path: '/connections/:id/rules', element: <RulesPage /> }];
