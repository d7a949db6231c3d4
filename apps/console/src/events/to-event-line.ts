import type { EventLine } from '@ins-relay/console-contract';
import { CAUSES, OUTCOME_MEANINGS } from '@ins-relay/contracts';
import type { EventSummary, PostbackSummary } from '@ins-relay/ledger';

/** An event as lists show it. Pure. */
export function toEventLine(event: EventSummary): EventLine {
  const { assignedClickId, cause, connectionId, eventId, kind, outcome, receipt, transactionType } = event;
  const clickId = assignedClickId ?? event.clickId;
  return {
    eventId,
    connectionId,
    receivedAtMs: event.receivedAtMs,
    updatedAtMs: event.updatedAtMs,
    outcome,
    ...(cause === undefined ? {} : { cause }),
    why: explain(event),
    ...(kind === undefined ? {} : { kind }),
    ...(transactionType === undefined ? {} : { transactionType }),
    ...(receipt === undefined ? {} : { receipt }),
    ...(clickId === undefined ? {} : { clickId }),
    postbacks: event.postbacks.map(
      ({ attempts, conversionType, currency, nextAttemptAtMs, ordinal, outcome, sum }) => ({
        ordinal,
        conversionType,
        sum,
        ...(currency === undefined ? {} : { currency }),
        outcome,
        attempts,
        ...(nextAttemptAtMs === undefined ? {} : { nextAttemptAtMs }),
      }),
    ),
    isInFlight: outcome === 'pending' && !event.isHeld,
  };
}

function explain(event: EventSummary): string {
  const { cause, detail, duplicateOf, outcome, parentReceipt, waitingUntilMs } = event;
  if (waitingUntilMs !== undefined) return `Waits for its parent ${parentReceipt ?? ''}`.trim();
  if (cause !== undefined) {
    const about = duplicateOf ?? detail;
    return about === undefined ? CAUSES[cause] : `${CAUSES[cause]} (${about})`;
  }
  const retrying = event.postbacks.find(({ nextAttemptAtMs }) => nextAttemptAtMs !== undefined);
  return retrying === undefined ? OUTCOME_MEANINGS[outcome] : explainRetry(retrying);
}

function explainRetry({ attempts, lastError, lastStatus }: PostbackSummary): string {
  return `Attempt ${attempts} ended with ${lastError ?? `status ${lastStatus}`}; the next one is due`;
}
