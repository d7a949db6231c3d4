import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function UsersPage(): ReactNode {
  return <PageHead title="Users" />;
}
