import type { AdditionalParameter, EventMatch, Rule } from '@ins-relay/contracts';
import type { DeclaredEventMatch } from './declared/declared-event-match.js';
import type { DeclaredParameter } from './declared/declared-parameter.js';
import type { DeclaredRule } from './declared/declared-rule.js';

/** The rule that a declared one stands for. */
export function resolveRule({ name, when, send, ignore, hold }: DeclaredRule): Rule {
  return {
    name,
    when,
    ...(send === undefined ? {} : { send: send.map(resolveEventMatch) }),
    ...(ignore === undefined ? {} : { ignore }),
    ...(hold === undefined ? {} : { hold }),
  };
}

export function resolveEventMatch(declared: DeclaredEventMatch): EventMatch {
  const { type, sign, amount, amountFrom, amountExpression, currency, status, parameters, connection } =
    declared;
  return {
    type,
    ...(sign === undefined ? {} : { sign }),
    ...(amount === undefined ? {} : { amount }),
    ...(amountFrom === undefined ? {} : { amountFrom }),
    ...(amountExpression === undefined ? {} : { amountExpression }),
    ...(currency === undefined ? {} : { currency }),
    ...(status === undefined ? {} : { status }),
    ...(parameters === undefined ? {} : { parameters: parameters.map(resolveParameter) }),
    ...(connection === undefined ? {} : { connection }),
  };
}

export function resolveParameter({ name, role, value }: DeclaredParameter): AdditionalParameter {
  return { name, role, value };
}
