import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function RulesPage(): ReactNode {
  return <PageHead title="Rules" />;
}
