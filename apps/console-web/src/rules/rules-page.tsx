import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { RuleSet } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { PageHead } from '../shared/page-head.js';
import { PageState } from '../shared/page-state.js';
import { RulesEditor } from './rules-editor.js';

export default function RulesPage(): ReactNode {
  const { id = '' } = useParams();
  const rules = useAnswer<RuleSet>(`/api/connections/${encodeURIComponent(id)}/rules`);
  return (
    <>
      <PageHead
        title="Rules"
        text={
          <>
            Of{' '}
            <Anchor component={Link} to={`/connections/${id}`} size="sm">
              {id}
            </Anchor>
            . Asked in their order, before the event matching; the first that matches decides.
          </>
        }
      />
      {rules.data === undefined ? (
        <PageState query={rules} rows={5} />
      ) : (
        // A set that was saved or rolled back starts the editor anew.
        <RulesEditor key={rules.data.revision} stored={rules.data} onReload={() => void rules.refetch()} />
      )}
    </>
  );
}
