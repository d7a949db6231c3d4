import { Alert, Button, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconListCheck, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { DeclaredRuleForm, RuleSet, RuleSetChange } from '@ins-relay/console-contract';
import { CallError } from '../api/call-api.js';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { EmptyState } from '../shared/empty-state.js';
import { GuardedButton } from '../shared/guarded-button.js';
import { moveItem } from '../shared/move-item.js';
import { RuleCard } from './rule-card.js';
import { newRule, toDeclaredRule, toRuleForm, type RuleForm } from './rule-form.js';
import { RulesHistory } from './rules-history.js';
import { TryPanel } from './try-panel.js';
import { useRulesCheck } from './use-rules-check.js';

const CONFLICT = 409;

/** The rules in their order; nothing holds before it is saved. */
export function RulesEditor({ onReload, stored }: { stored: RuleSet; onReload: () => void }): ReactNode {
  const [rules, setRules] = useState<readonly RuleForm[]>(() => stored.rules.map(toRuleForm));
  const roleHint = useRoleHint('operator');
  const client = useQueryClient();
  const declared = rules.map(toDeclaredRule);
  const isChanged =
    JSON.stringify(declared) !== JSON.stringify(stored.rules.map(toRuleForm).map(toDeclaredRule));
  const { checked, error: checkError, isChecking } = useRulesCheck(stored.connectionId, declared);
  const problems = checked?.problems ?? [];
  const path = `/api/connections/${encodeURIComponent(stored.connectionId)}/rules`;
  const save = useChange<RuleSet, RuleSetChange>(path, {
    method: 'PUT',
    outdates: ['/api/connections'],
    onDone: (saved) => {
      // At once: what is typed after “Saved” must not be lost to a later answer.
      client.setQueryData([path], saved);
      notifications.show({ color: 'teal', message: 'Saved. They hold for every event from now on.' });
    },
  });
  const replace = (at: number, rule: RuleForm) => setRules(rules.map((one, i) => (i === at ? rule : one)));
  const takeOver = (earlier: readonly DeclaredRuleForm[]) => setRules(earlier.map(toRuleForm));
  const hint =
    roleHint ??
    (isChanged ? undefined : 'Nothing is changed.') ??
    (problems.length > 0 ? 'Something in a rule is wrong; it says what.' : undefined);
  return (
    <Stack>
      {rules.length === 0 ? (
        <Paper withBorder>
          <EmptyState icon={IconListCheck} title="No rules">
            The event matching decides alone. A rule sends something else, ignores, or holds an event: by
            product, amount, affiliate, country …
          </EmptyState>
        </Paper>
      ) : (
        rules.map((rule, i) => (
          <RuleCard
            key={rule.key}
            rule={rule}
            position={i}
            count={rules.length}
            hits={stored.hits[rule.name] ?? 0}
            problems={problems.filter((problem) => problem.path.startsWith(`rules[${i}]`))}
            onChange={(next) => replace(i, next)}
            onMove={(by) => setRules(moveItem(rules, i, by))}
            onRemove={() => setRules(rules.filter((_, at) => at !== i))}
          />
        ))
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setRules([...rules, newRule(rules)])}
        >
          Add a rule
        </Button>
        <GuardedButton
          hint={hint}
          loading={save.isPending}
          onClick={() => save.mutate({ rules: declared, revision: stored.revision })}
        >
          Save the rules
        </GuardedButton>
        {isChanged ? (
          <Button variant="subtle" onClick={() => setRules(stored.rules.map(toRuleForm))}>
            Undo the changes
          </Button>
        ) : null}
        <Text size="sm" role="status" c={problems.length > 0 ? 'red' : 'dimmed'}>
          {isChecking ? (
            <Loader size="xs" aria-label="Checking" />
          ) : problems.length > 0 ? (
            `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`
          ) : isChanged ? (
            'No mistakes found. Not saved yet.'
          ) : (
            ''
          )}
        </Text>
      </Group>
      <SaveProblem error={save.error ?? checkError} onReload={onReload} />
      <TryPanel connectionId={stored.connectionId} rules={declared} />
      <RulesHistory current={stored.rules} history={stored.history} onTakeOver={takeOver} />
    </Stack>
  );
}

function SaveProblem({ error, onReload }: { error: Error | null; onReload: () => void }): ReactNode {
  if (error === null) return null;
  const isConflict = error instanceof CallError && error.status === CONFLICT;
  return (
    <Alert color="red" role="alert">
      <Group justify="space-between">
        <span>{error.message}</span>
        {isConflict ? (
          <Button size="xs" variant="light" color="red" onClick={onReload}>
            Load theirs
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}
