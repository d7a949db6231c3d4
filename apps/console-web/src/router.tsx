import { createBrowserRouter, type RouteObject } from 'react-router';
import { accessRoutes, accountRoutes } from './access/access-routes.js';
import { connectionsRoutes } from './connections/connections-routes.js';
import { eventsRoutes } from './events/events-routes.js';
import { overviewRoutes } from './overview/overview-routes.js';
import { repairRoutes } from './repair/repair-routes.js';
import { rulesRoutes } from './rules/rules-routes.js';
import { settingsRoutes } from './settings/settings-routes.js';
import { ErrorPage } from './shell/error-page.js';
import { NotFoundPage } from './shell/not-found-page.js';
import { Shell } from './shell/shell.js';
import { systemRoutes } from './system/system-routes.js';

const pages: RouteObject[] = [
  ...overviewRoutes,
  ...connectionsRoutes,
  ...rulesRoutes,
  ...eventsRoutes,
  ...repairRoutes,
  ...systemRoutes,
  ...settingsRoutes,
  ...accountRoutes,
  { path: '*', element: <NotFoundPage /> },
];

/** Every address of the console; each room declares its own pages. */
export const router = createBrowserRouter([
  ...accessRoutes,
  {
    element: <Shell />,
    errorElement: <ErrorPage />,
    children: [{ errorElement: <ErrorPage />, children: pages }],
  },
]);
