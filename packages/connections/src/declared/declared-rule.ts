import { Transform } from 'class-transformer';
import { checkCondition } from '@ins-relay/mapping';
import { CheckedBy, type Check, type Flaw } from './checked-by.js';
import { checkUnique } from './check-unique.js';
import { checkOneAmount, DeclaredEventMatch } from './declared-event-match.js';
import { expandEventMatch } from './declared-events.js';
import { ListOf, Text } from './fields.js';

const CONDITION_LENGTH_MAX = 2_000;

const checkWhen: Check = (when) => {
  if (typeof when !== 'string' || when.trim() === '') {
    return { problem: 'is not a condition', fix: 'write an expression, such as event.kind == "Sale"' };
  }
  if (when.length > CONDITION_LENGTH_MAX) {
    return { problem: `is longer than ${CONDITION_LENGTH_MAX} characters`, fix: 'make two rules of it' };
  }
  const problem = checkCondition(when);
  return problem === undefined ? undefined : { problem, fix: 'correct the condition' };
};

const checkSend: Check = (value) => {
  const list = value as readonly object[];
  if (list.length > 0) {
    return list.flatMap((match, i) =>
      checkOneAmount(match).map((flaw) => ({ ...flaw, at: [i, ...(flaw.at ?? [])] })),
    );
  }
  return {
    problem: 'is empty',
    fix: 'list what to send, or write `ignore:` or `hold:` with the reason',
  };
};

/** An ordered exception to the event matching: the first whose condition is true decides. */
export class DeclaredRule {
  @Text(64) name!: string;
  /** A CEL expression over `event`; may have several lines. */
  @CheckedBy(checkWhen) when!: string;
  @Transform(({ value }) => expandList(value))
  @ListOf(() => DeclaredEventMatch, checkSend, 'optional')
  send?: DeclaredEventMatch[];
  /** The reason, shown in the timeline. */
  @Text(200, undefined, 'optional') ignore?: string;
  /** The reason; the event waits until an operator approves it. */
  @Text(200, undefined, 'optional') hold?: string;
}

/** Checks what one rule alone cannot know, and that each does exactly one thing. */
export const checkRules: Check = (list) => {
  const rules = list as readonly DeclaredRule[];
  return [...checkUnique(rules, 'name'), ...rules.flatMap(checkAction)];
};

const ACTIONS = ['send', 'ignore', 'hold'] as const;

function checkAction(rule: DeclaredRule, i: number): Flaw[] {
  const given = ACTIONS.filter((action) => rule[action] !== undefined);
  if (given.length === 0) {
    const fix = 'write `send:` with a list, or `ignore:` or `hold:` with the reason';
    return [{ problem: 'does nothing', fix, at: [i] }];
  }
  return given.slice(1).map((action) => ({
    problem: `does something else than ${given[0]}`,
    fix: 'keep one of send, ignore and hold',
    at: [i, action],
  }));
}

function expandList(value: unknown): unknown {
  return Array.isArray(value) ? value.map(expandEventMatch) : value;
}
