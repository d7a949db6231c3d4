import type { DeclaredRuleForm } from '@ins-relay/console-contract';
import { newRule, toDeclaredRule, toRuleForm } from './rule-form.js';

test.each<DeclaredRuleForm>([
  { name: 'a', when: 'true', send: [{ type: 'P', amount: '0' }, { type: 'Q' }] },
  { name: 'b', when: 'true', ignore: 'not ours' },
  { name: 'c', when: 'true', hold: 'look at it' },
])('rule $name survives the editor', (rule) => {
  expect(toDeclaredRule(toRuleForm(rule, 0))).toEqual(rule);
});

test('a new rule has a name and key of its own', () => {
  const first = toRuleForm({ name: 'rule-2', when: 'true', ignore: 'x' }, 7);
  expect(newRule([first])).toMatchObject({ name: 'rule-3', key: 8 });
});
