import type { Cause, EventKind, Outcome } from '@ins-relay/contracts';
import type { EventFilter } from '@ins-relay/console-contract';

/** What is chosen in the form; empty text: any. Times as `<input type="datetime-local">` gives them. */
export interface RepairForm {
  readonly connection: string;
  readonly outcome: string;
  readonly cause: string;
  readonly kind: string;
  readonly since: string;
  readonly until: string;
}

const FIELDS = ['connection', 'outcome', 'cause', 'kind'] as const;

/** The form that an address of the repair page stands for; failed events where it says nothing. */
export function readRepairForm(search: URLSearchParams): RepairForm {
  const isGiven = FIELDS.some((field) => search.has(field));
  const value = (field: string) => search.get(field) ?? '';
  return {
    connection: value('connection'),
    outcome: isGiven ? value('outcome') : 'failed',
    cause: value('cause'),
    kind: value('kind'),
    since: value('since'),
    until: value('until'),
  };
}

/** The filter of the API. @returns undefined where a time can't be read */
export function toRepairFilter(form: RepairForm): EventFilter | undefined {
  const sinceMs = toMs(form.since);
  const untilMs = toMs(form.until);
  if (Number.isNaN(sinceMs) || Number.isNaN(untilMs)) return undefined;
  return {
    connection: form.connection || undefined,
    outcome: (form.outcome || undefined) as Outcome | undefined,
    cause: (form.cause || undefined) as Cause | undefined,
    kind: (form.kind || undefined) as EventKind | undefined,
    sinceMs,
    untilMs,
  };
}

/** The filter in words: `failed · shop · timeout`. */
export function describeFilter({ cause, connection, kind, outcome }: EventFilter): string {
  return [outcome ?? 'any outcome', kind, connection, cause].filter((part) => part !== undefined).join(' · ');
}

function toMs(text: string): number | undefined {
  return text === '' ? undefined : new Date(text).getTime();
}
