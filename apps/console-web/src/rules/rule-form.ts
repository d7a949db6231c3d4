import type { DeclaredMatchForm, DeclaredRuleForm } from '@ins-relay/console-contract';

export type RuleAction = 'send' | 'ignore' | 'hold';

/** A rule as the editor holds it. */
export interface RuleForm {
  /** For React; of no meaning otherwise. */
  readonly key: number;
  readonly name: string;
  readonly when: string;
  readonly action: RuleAction;
  readonly send: readonly DeclaredMatchForm[];
  /** Why it ignores or holds. */
  readonly reason: string;
}

/** A declared rule as the editor holds it. */
export function toRuleForm({ hold, ignore, name, send, when }: DeclaredRuleForm, key: number): RuleForm {
  const action = send !== undefined ? 'send' : ignore !== undefined ? 'ignore' : 'hold';
  return { key, name, when, action, send: send ?? [{ type: 'Purchase' }], reason: ignore ?? hold ?? '' };
}

/** The rule as it is declared. */
export function toDeclaredRule({ action, name, reason, send, when }: RuleForm): DeclaredRuleForm {
  if (action === 'send') return { name, when, send };
  return action === 'ignore' ? { name, when, ignore: reason } : { name, when, hold: reason };
}

/** A new rule with a name that no other has. */
export function newRule(rules: readonly RuleForm[]): RuleForm {
  const names = new Set(rules.map(({ name }) => name));
  let number = rules.length + 1;
  while (names.has(`rule-${number}`)) number += 1;
  const key = 1 + Math.max(0, ...rules.map((rule) => rule.key));
  return {
    key,
    name: `rule-${number}`,
    when: 'event.kind == "Sale" && event.amount >= 100.0',
    action: 'send',
    send: [{ type: 'Purchase' }],
    reason: '',
  };
}
