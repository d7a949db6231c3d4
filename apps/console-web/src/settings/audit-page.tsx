import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function AuditPage(): ReactNode {
  return <PageHead title="Audit" />;
}
