import { Transform } from 'class-transformer';
import { compileRules } from '@ins-relay/mapping';
import { CheckedBy, type Check, type Flaw } from './checked-by.js';
import { checkUnique } from './check-unique.js';
import { DeclaredEventMatch } from './declared-event-match.js';
import { expandEventMatch } from './declared-events.js';
import { ListOf, Text } from './fields.js';

const CONDITION_LENGTH_MAX = 2_000;

const checkCondition: Check = (when) => {
  if (typeof when !== 'string' || when.trim() === '') {
    return { problem: 'is not a condition', fix: 'write an expression, such as event.kind == "Sale"' };
  }
  if (when.length > CONDITION_LENGTH_MAX) {
    return { problem: `is longer than ${CONDITION_LENGTH_MAX} characters`, fix: 'make two rules of it' };
  }
  const compiled = compileRules([{ name: 'rule', when, ignore: 'checked only' }]);
  return compiled.ok ? undefined : { problem: compiled.problem, fix: 'correct the condition' };
};

const checkSend: Check = (list) =>
  Array.isArray(list) && list.length === 0
    ? { problem: 'is empty', fix: 'list what to send, or write `ignore:` with the reason' }
    : undefined;

/** An ordered exception to the event matching: the first whose condition is true decides. */
export class DeclaredRule {
  @Text(64) name!: string;
  /** A CEL expression over `event`; may have several lines. */
  @CheckedBy(checkCondition) when!: string;
  @Transform(({ value }) => expandList(value))
  @ListOf(() => DeclaredEventMatch, checkSend, 'optional')
  send?: DeclaredEventMatch[];
  /** The reason, shown in the timeline. */
  @Text(200, undefined, 'optional') ignore?: string;
}

/** Checks what one rule alone cannot know, and that each does exactly one thing. */
export const checkRules: Check = (list) => {
  const rules = list as readonly DeclaredRule[];
  return [...checkUnique(rules, 'name'), ...rules.flatMap(checkAction)];
};

function checkAction(rule: DeclaredRule, i: number): Flaw[] {
  const fix = 'write `send:` with a list, or `ignore:` with the reason';
  if (rule.send === undefined && rule.ignore === undefined) {
    return [{ problem: 'neither sends nor ignores', fix, at: [i] }];
  }
  if (rule.send !== undefined && rule.ignore !== undefined) {
    return [{ problem: 'both sends and ignores', fix: 'remove one of the two', at: [i, 'ignore'] }];
  }
  return [];
}

function expandList(value: unknown): unknown {
  return Array.isArray(value) ? value.map(expandEventMatch) : value;
}
