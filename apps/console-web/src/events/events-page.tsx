import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function EventsPage(): ReactNode {
  return <PageHead title="Events" />;
}
