import type { ReactNode } from 'react';
import { PageHead } from '../shared/page-head.js';

export default function TokensPage(): ReactNode {
  return <PageHead title="Tokens" />;
}
