import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function RepairPage(): ReactNode {
  return <PageHead title="Repair" />;
}
