import type { Connection, ConversionStatus, DecimalString, RelayEvent } from '@ins-relay/contracts';
import { planConnection } from './connection-plan.js';
import { decideAmount } from './decide-amount.js';
import { deriveRdtkEventId } from './derive-rdtk-event-id.js';
import type { MatchedEvent, Quarantine } from './match-event.js';
import { renderTemplate } from './template.js';

/** One postback, before it is a URL. */
export interface PostbackDraft {
  /** 1 for the first postback of an event. */
  readonly ordinal: number;
  readonly clickId: string;
  /** RedTrack's conversion type. */
  readonly type: string;
  readonly sum: DecimalString;
  readonly currency: string | null;
  readonly status?: ConversionStatus;
  readonly rdtkEventId: string;
  /** Those that have a value. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

export type DraftDecision =
  { readonly decision: 'send'; readonly postbacks: readonly PostbackDraft[] } | Quarantine;

/**
 * Works out the postbacks of a matched event, all or none: one whose amount can't be read, whose parameters name a
 * field that does not exist, or that has nowhere to go quarantines the event.
 * @param eventId tells apart test notifications, which are never deduped
 */
export function draftPostbacks(
  matched: MatchedEvent,
  event: RelayEvent,
  connection: Connection,
  clickId: string,
  eventId: string,
): DraftDecision {
  const { hasDestination, parameters: templates } = planConnection(connection);
  if (!hasDestination) {
    const detail = 'the tracking domain is not an address such as https://track.example.com';
    return { decision: 'quarantine', cause: 'destination-invalid', detail };
  }
  const postbacks: PostbackDraft[] = [];
  for (const [index, match] of matched.matches.entries()) {
    const amount = decideAmount(event, match, connection.amount.from);
    if (!amount.ok) return { decision: 'quarantine', cause: amount.cause, detail: amount.detail };
    const extras = { clickId, amount: amount.sum, type: match.type };
    const parameters: { name: string; value: string }[] = [];
    for (const { name, compiled } of templates) {
      if (!compiled.ok) {
        return {
          decision: 'quarantine',
          cause: 'template-unknown-field',
          detail: `${name}: ${compiled.problem}`,
        };
      }
      const value = renderTemplate(compiled.template, event, extras).trim();
      if (value !== '') parameters.push({ name, value });
    }
    postbacks.push({
      ordinal: index + 1,
      clickId,
      type: match.type,
      sum: amount.sum,
      currency: connection.redtrack.currency,
      ...(match.status === undefined ? {} : { status: match.status }),
      rdtkEventId: deriveRdtkEventId(event, index + 1, eventId),
      parameters,
    });
  }
  return { decision: 'send', postbacks };
}
