import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function ConnectionsPage(): ReactNode {
  return <PageHead title="Connections" />;
}
