import type { Outcome } from '@ins-relay/contracts';
import type { LedgerReader, LedgerWriter } from '@ins-relay/ledger';

export interface IgnorePorts {
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
}

export type IgnoreResult =
  | { readonly result: 'ignored' }
  | { readonly result: 'not-found' }
  /** It went out, or is on its way, or there is nothing to end. */
  | { readonly result: 'not-waiting'; readonly outcome: Outcome };

/** What an operator may put an end to; the rest is settled for good, or under way. */
const ENDABLE: readonly Outcome[] = ['unattributed', 'quarantined', 'failed'];

/**
 * Ends an event that a rule holds, or that could not be sent, without sending it. A replay takes it up again.
 * @param by who asked, and @param reason why, for the timeline
 */
export async function ignoreEvent(
  { reader, writer }: IgnorePorts,
  eventId: string,
  reason: string,
  by: string,
  nowMs: number,
): Promise<IgnoreResult> {
  const event = await reader.read(eventId);
  if (event === undefined) return { result: 'not-found' };
  const { cause, outcome } = event.summary;
  if (cause !== 'rule-held' && !ENDABLE.includes(outcome)) return { result: 'not-waiting', outcome };
  const detail = `${reason}, by ${by}`;
  const entry = {
    type: 'settled',
    atMs: nowMs,
    outcome: 'ignored',
    cause: 'operator-ignored',
    detail,
  } as const;
  await writer.append(eventId, [entry], { isReplay: true });
  return { result: 'ignored' };
}
