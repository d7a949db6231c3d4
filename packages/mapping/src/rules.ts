import type { AmountSource, EventMatch, RelayEvent, Rule } from '@ins-relay/contracts';
import { RULE_ENVIRONMENT, toRuleContext } from './rule-environment.js';

/** Rules whose conditions were checked. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
}

interface CompiledRule {
  readonly rule: Rule;
  readonly evaluate: (context: Record<string, unknown>) => unknown;
}

export type RulesCompilation =
  | { readonly ok: true; readonly compiled: CompiledRules }
  /** `problem` points at the column. */
  | { readonly ok: false; readonly rule: string; readonly problem: string };

export type RulesVerdict =
  | { readonly result: 'send'; readonly rule: string; readonly matches: readonly EventMatch[] }
  | { readonly result: 'ignore'; readonly rule: string; readonly reason: string }
  | { readonly result: 'no-match' }
  /** The condition could not be evaluated on this event; no further rule was looked at. */
  | { readonly result: 'failed'; readonly rule: string; readonly problem: string };

/** Checks every condition: its syntax, the fields it names, and that it says yes or no. */
export function compileRules(rules: readonly Rule[]): RulesCompilation {
  const compiled: CompiledRule[] = [];
  for (const rule of rules) {
    const problem = findProblem(rule.when);
    if (problem !== undefined) return { ok: false, rule: rule.name, problem };
    compiled.push({ rule, evaluate: RULE_ENVIRONMENT.parse(rule.when) });
  }
  return { ok: true, compiled: { rules: compiled } };
}

/**
 * The first rule whose condition is true decides. A condition that fails on an event stops everything: the rules
 * after it were written in the belief that it works.
 */
export function evaluateRules(
  { rules }: CompiledRules,
  event: RelayEvent,
  amountSource: AmountSource,
): RulesVerdict {
  if (rules.length === 0) return { result: 'no-match' };
  const context = toRuleContext(event, amountSource);
  for (const { rule, evaluate } of rules) {
    const { name } = rule;
    try {
      if (evaluate(context) !== true) continue;
    } catch (error) {
      return { result: 'failed', rule: name, problem: readFirstLine(error) };
    }
    return rule.ignore === undefined
      ? { result: 'send', rule: name, matches: rule.send ?? [] }
      : { result: 'ignore', rule: name, reason: rule.ignore };
  }
  return { result: 'no-match' };
}

function findProblem(condition: string): string | undefined {
  // A backtracking pattern can take for ever on a text that somebody else chose.
  if (/\.\s*matches\s*\(/.test(condition))
    return 'matches() is not available; use contains, startsWith or endsWith';
  try {
    const checked = RULE_ENVIRONMENT.check(condition);
    if (!checked.valid) return describeError(checked.error);
    const type = String(checked.type);
    return type === 'bool' || type === 'dyn'
      ? undefined
      : `it is a ${type}; a condition has to be true or false`;
  } catch (error) {
    return describeError(error);
  }
}

/** The library draws the condition with a caret below it; one line with the column reads better in a list. */
function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const drawing = /\n\s*>?\s*(\d+) \| [^\n]*\n(\s*)\^/.exec(message);
  if (drawing === null) return readFirstLine(error);
  const [, line = '', space = ''] = drawing;
  const column = space.length - PREFIX_CHARACTERS + 1;
  return `${readFirstLine(error)} (${line === '1' ? '' : `line ${line}, `}column ${column})`;
}

/** `>    1 | ` before the text of the condition. */
const PREFIX_CHARACTERS = 9;

function readFirstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
