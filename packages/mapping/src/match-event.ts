import type { Cause, Connection, EventMatch, RelayEvent } from '@ins-relay/contracts';
import { planConnection } from './connection-plan.js';
import { evaluateRules, type RuleTrace } from './rules.js';

/** The event has to be sent: as these conversions. */
export interface MatchedEvent {
  readonly decision: 'send';
  /** `event matching`, or `rule <name>`. */
  readonly matchedBy: string;
  readonly matches: readonly EventMatch[];
}

export interface Quarantine {
  readonly decision: 'quarantine';
  readonly cause: Cause;
  readonly detail: string;
}

export type MatchDecision =
  | MatchedEvent
  | Quarantine
  | {
      readonly decision: 'ignore';
      readonly cause: 'matched-none' | 'not-matched' | 'rule-ignored';
      readonly detail?: string;
    }
  | { readonly decision: 'hold'; readonly rule: string; readonly reason: string }
  | { readonly decision: 'test' };

export interface MatchOptions {
  /** An operator let the event go: rules that hold are passed over. */
  readonly isApproved?: boolean;
  /** Hears how each rule that was asked answered. */
  readonly onAnswer?: (trace: RuleTrace) => void;
}

/**
 * Decides as what an event is sent, if at all: the connection's rules in their order, then its event matching.
 * Test transactions are neither sent nor looked at by rules unless the event matching names a type for them: a rule
 * about amounts must not turn a test card into revenue. No click id is needed yet, so an event that is ignored never
 * waits for one.
 */
export function matchEvent(
  event: RelayEvent,
  connection: Connection,
  { isApproved = false, onAnswer }: MatchOptions = {},
): MatchDecision {
  const match = connection.events[event.kind];
  if (event.kind === 'TestTransactions' && match == null) return { decision: 'test' };
  const { rules } = planConnection(connection);
  if (!rules.ok) return quarantine('rule-failed', `rule ${rules.rule}: ${rules.problem}`);
  const input = { event, amountSource: connection.amount.from, isApproved };
  const verdict = evaluateRules(rules.compiled, input, onAnswer);
  switch (verdict.result) {
    case 'send':
      return { decision: 'send', matchedBy: `rule ${verdict.rule}`, matches: verdict.matches };
    case 'ignore':
      return { decision: 'ignore', cause: 'rule-ignored', detail: `rule ${verdict.rule}: ${verdict.reason}` };
    case 'hold':
      return { decision: 'hold', rule: verdict.rule, reason: verdict.reason };
    case 'failed':
      return quarantine(verdict.cause, `rule ${verdict.rule}: ${verdict.problem}`);
    case 'no-match':
      break;
  }
  if (match === undefined) return { decision: 'ignore', cause: 'not-matched' };
  if (match === null) return { decision: 'ignore', cause: 'matched-none' };
  return { decision: 'send', matchedBy: 'event matching', matches: [match] };
}

function quarantine(cause: Cause, detail: string): Quarantine {
  return { decision: 'quarantine', cause, detail };
}
