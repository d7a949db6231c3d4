import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function OverviewPage(): ReactNode {
  return <PageHead title="Overview" />;
}
