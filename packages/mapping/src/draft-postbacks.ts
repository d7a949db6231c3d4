import type {
  AdditionalParameter,
  Connection,
  ConversionStatus,
  DecimalString,
  EventMatch,
  RelayEvent,
} from '@ins-relay/contracts';
import { compileParameters, planConnection } from './connection-plan.js';
import { decideAmount, type AmountOrigin } from './decide-amount.js';
import { deriveRdtkEventId } from './derive-rdtk-event-id.js';
import type { TemplateExtras } from './event-fields.js';
import type { MatchedEvent, Quarantine } from './match-event.js';
import { renderTemplate } from './template.js';

/** Whose RedTrack a postback goes to. */
export interface PostbackDestination {
  /** The event's own connection, or the one that a rule chose. */
  readonly connectionId: string;
  /** Scheme and host. */
  readonly trackingDomain: string;
  readonly postbackToken: string | null;
}

/** One postback, before it is a URL. */
export interface PostbackDraft {
  /** 1 for the first postback of an event. */
  readonly ordinal: number;
  readonly destination: PostbackDestination;
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

/** What a postback is made of besides the event and its match. */
export interface DraftContext {
  readonly connection: Connection;
  readonly clickId: string;
  /** Tells apart test notifications, which are never deduped. */
  readonly eventId: string;
  /** For matches that go to another connection's RedTrack. */
  readonly findConnection: (id: string) => Connection | undefined;
  /** Set where an operator sends it once more: it gets another `rdtk_event_id`. */
  readonly resendNumber?: number;
}

/**
 * Works out the postbacks of a matched event, all or none: one whose amount can't be read, whose parameters name a
 * field that does not exist, or that has nowhere to go quarantines the event.
 */
export function draftPostbacks(
  matched: MatchedEvent,
  event: RelayEvent,
  context: DraftContext,
): DraftDecision {
  const postbacks: PostbackDraft[] = [];
  for (const match of matched.matches) {
    const draft = draftPostback(match, postbacks.length + 1, event, context);
    if ('decision' in draft) return draft;
    postbacks.push(draft);
  }
  return { decision: 'send', postbacks };
}

function draftPostback(
  match: EventMatch,
  ordinal: number,
  event: RelayEvent,
  context: DraftContext,
): PostbackDraft | Quarantine {
  const { connection, clickId, eventId, resendNumber } = context;
  const destination = findDestination(match, context);
  if ('decision' in destination) return destination;
  const amount = decideAmount(event, match, connection.amount.from);
  if (!amount.ok) return quarantine(amount.cause, amount.detail);
  const listed = mergeParameters(connection.parameters, match.parameters);
  const parameters = renderParameters(listed, event, { clickId, amount: amount.sum, type: match.type });
  if (!Array.isArray(parameters)) return parameters;
  return {
    ordinal,
    destination: {
      connectionId: destination.id,
      trackingDomain: destination.redtrack.trackingDomain,
      postbackToken: destination.redtrack.postbackToken,
    },
    clickId,
    type: match.type,
    sum: amount.sum,
    currency: chooseCurrency(match, amount.source, event, destination.redtrack.currency),
    status: match.status,
    rdtkEventId: deriveRdtkEventId(event, ordinal, eventId, resendNumber),
    parameters,
  };
}

/**
 * What an account earns is in USD, which is what connections say; what a customer paid is in the currency of the
 * order. A foreign amount that is sent as USD would inflate revenue.
 */
function chooseCurrency(
  match: EventMatch,
  source: AmountOrigin,
  event: RelayEvent,
  ofConnection: string | null,
): string | null {
  if (ofConnection === null) return null;
  if (match.currency !== undefined) return match.currency;
  return ORDER_AMOUNTS.includes(source) ? (event.currency ?? ofConnection) : ofConnection;
}

const ORDER_AMOUNTS: readonly AmountOrigin[] = ['totalOrderAmount', 'orderMinusTax'];

function findDestination(match: EventMatch, context: DraftContext): Connection | Quarantine {
  const { connection, findConnection } = context;
  const destination = match.connection === undefined ? connection : findConnection(match.connection);
  if (destination === undefined) {
    return quarantine('destination-unknown', `there is no connection ${match.connection}`);
  }
  if (planConnection(destination).hasDestination) return destination;
  const detail = 'the tracking domain is not an address such as https://track.example.com';
  return quarantine('destination-invalid', detail);
}

type Parameters = readonly AdditionalParameter[];
/** Remembered, so that what is compiled for a list stays compiled. */
const merged = new WeakMap<Parameters, WeakMap<Parameters, Parameters>>();

function mergeParameters(base: Parameters, more: Parameters | undefined): Parameters {
  if (more === undefined) return base;
  const known = merged.get(base)?.get(more);
  if (known !== undefined) return known;
  const replaced = base.map((one) => more.find(({ name }) => name === one.name) ?? one);
  const all = [...replaced, ...more.filter((one) => !replaced.includes(one))];
  const ofBase = merged.get(base) ?? new WeakMap<Parameters, Parameters>();
  merged.set(base, ofBase.set(more, all));
  return all;
}

function renderParameters(
  listed: Parameters,
  event: RelayEvent,
  extras: TemplateExtras,
): { name: string; value: string }[] | Quarantine {
  const parameters: { name: string; value: string }[] = [];
  for (const { name, compiled } of compileParameters(listed)) {
    if (!compiled.ok) return quarantine('template-unknown-field', `${name}: ${compiled.problem}`);
    const value = renderTemplate(compiled.template, event, extras).trim();
    if (value !== '') parameters.push({ name, value });
  }
  return parameters;
}

function quarantine(cause: Quarantine['cause'], detail: string): Quarantine {
  return { decision: 'quarantine', cause, detail };
}
