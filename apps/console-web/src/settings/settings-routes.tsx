import { lazy } from 'react';
import type { RouteObject } from 'react-router';

const UsersPage = lazy(() => import('./users-page.js'));
const TokensPage = lazy(() => import('./tokens-page.js'));
const AuditPage = lazy(() => import('./audit-page.js'));

export const settingsRoutes: RouteObject[] = [
  { path: '/settings/users', element: <UsersPage /> },
  { path: '/settings/tokens', element: <TokensPage /> },
  { path: '/settings/audit', element: <AuditPage /> },
];
