import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function SystemPage(): ReactNode {
  return <PageHead title="System" />;
}
