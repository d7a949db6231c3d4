import { EVENT_KINDS, OUTCOMES, type EventKind, type Outcome } from '@ins-relay/contracts';
import type { EventQuery } from '@ins-relay/ledger';
import { Option, type Command } from 'commander';
import { parseTime } from './parse-time.js';

export interface EventFilterOptions {
  connection?: string;
  outcome?: Outcome;
  kind?: EventKind;
  receipt?: string;
  clickId?: string;
  email?: string;
  since?: string;
  until?: string;
}

/** Adds the filters that `events` and `replay` share. */
export function addEventFilters(command: Command): Command {
  return command
    .option('-c, --connection <id>', 'of this connection')
    .addOption(new Option('-o, --outcome <outcome>', 'with this outcome').choices(OUTCOMES))
    .addOption(new Option('-k, --kind <event>', 'of this event').choices(EVENT_KINDS))
    .option('-r, --receipt <receipt>', 'with this ClickBank receipt')
    .option('--click-id <id>', 'with this click id')
    .option('--email <address>', 'of this customer')
    .option('--since <time>', 'received since: 15m, 2h, 3d, or an ISO date')
    .option('--until <time>', 'received until');
}

/** @throws UsageError for a time that can't be read */
export function toEventQuery(options: EventFilterOptions, nowMs: number): EventQuery {
  const { since, until, connection, ...rest } = options;
  return {
    outcome: rest.outcome,
    kind: rest.kind,
    receipt: rest.receipt,
    clickId: rest.clickId,
    email: rest.email,
    connectionId: connection,
    sinceMs: since === undefined ? undefined : parseTime(since, nowMs),
    untilMs: until === undefined ? undefined : parseTime(until, nowMs),
  };
}
