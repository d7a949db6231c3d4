import {
  IconActivity,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconPlugConnected,
  IconServer,
  IconTool,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { Role } from '@ins-relay/console-contract';

export interface NavigationEntry {
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  /** Shown to whoever has at least this role. */
  readonly role: Role;
}

export const NAVIGATION: readonly {
  readonly title?: string;
  readonly entries: readonly NavigationEntry[];
}[] = [
  {
    entries: [
      { path: '/', label: 'Overview', icon: IconLayoutDashboard, role: 'viewer' },
      { path: '/connections', label: 'Connections', icon: IconPlugConnected, role: 'viewer' },
      { path: '/events', label: 'Events', icon: IconActivity, role: 'viewer' },
      { path: '/repair', label: 'Bulk repair', icon: IconTool, role: 'viewer' },
      { path: '/system', label: 'Queues and Redis', icon: IconServer, role: 'viewer' },
    ],
  },
  {
    title: 'Administration',
    entries: [
      { path: '/settings/audit', label: 'Audit log', icon: IconHistory, role: 'operator' },
      { path: '/settings/users', label: 'Users', icon: IconUsers, role: 'admin' },
      { path: '/settings/tokens', label: 'API tokens', icon: IconKey, role: 'admin' },
    ],
  },
];
