import { decodeNotification, type Payload } from '@ins-relay/clickbank';
import type { Cause, Connection, RelayEvent, Verification } from '@ins-relay/contracts';
import {
  draftPostbacks,
  matchEvent,
  resolveClickId,
  type MatchedEvent,
  type ParentClickId,
  type PostbackDraft,
  type RuleTrace,
} from '@ins-relay/mapping';
import { buildPostbackUrl } from '@ins-relay/redtrack';

export interface PreviewInput {
  /** A decrypted notification. */
  readonly payload: Payload;
  readonly verification: Verification;
  readonly connection: Connection;
  /** What is known of the parent receipt's click id. */
  readonly parent: ParentClickId;
  /** In place of whatever the notification says. */
  readonly assignedClickId?: string;
  /** Tells apart test notifications, which are never deduped. */
  readonly eventId: string;
  /** For rules that send to another connection's RedTrack. */
  readonly findConnection: (id: string) => Connection | undefined;
  /** An operator let the event go: rules that hold are passed over. */
  readonly isApproved?: boolean;
}

export interface EventPreview {
  readonly event: RelayEvent;
  /** The rules that were asked, in their order, and how each answered. */
  readonly rules: readonly RuleTrace[];
  readonly verdict: PreviewVerdict;
}

/** What would become of it. */
export type PreviewVerdict =
  | {
      readonly verdict: 'send';
      /** `event matching`, or `rule <name>`. */
      readonly matchedBy: string;
      readonly clickId: string;
      readonly clickIdSource: string;
      readonly postbacks: readonly PreviewedPostback[];
    }
  | {
      readonly verdict: 'ignored' | 'quarantined' | 'unattributed';
      readonly cause: Cause;
      readonly detail?: string;
    }
  | { readonly verdict: 'test'; readonly cause: 'test-notification' }
  | { readonly verdict: 'held'; readonly cause: 'rule-held'; readonly detail: string }
  /** It would wait for this receipt, whose click id it inherits. */
  | { readonly verdict: 'waiting'; readonly parentReceipt: string };

export interface PreviewedPostback extends PostbackDraft {
  /** With customer data and the token in it. */
  readonly url: string;
}

/**
 * Works out what would become of a notification, by the very functions that the mapper uses, without storing or
 * sending anything. Whether it is a duplicate is not looked at.
 */
export function previewEvent(input: PreviewInput): EventPreview {
  const { connection, payload, verification, isApproved } = input;
  const event = decodeNotification(payload, {
    account: connection.clickbank.account,
    verification,
    connection,
  });
  const rules: RuleTrace[] = [];
  const matched = matchEvent(event, connection, { isApproved, onAnswer: (trace) => rules.push(trace) });
  switch (matched.decision) {
    case 'send':
      return { event, rules, verdict: previewSending(matched, event, input) };
    case 'ignore':
      return { event, rules, verdict: { verdict: 'ignored', ...pickReason(matched) } };
    case 'quarantine':
      return { event, rules, verdict: { verdict: 'quarantined', ...pickReason(matched) } };
    case 'test':
      return { event, rules, verdict: { verdict: 'test', cause: 'test-notification' } };
    case 'hold': {
      const detail = `rule ${matched.rule}: ${matched.reason}`;
      return { event, rules, verdict: { verdict: 'held', cause: 'rule-held', detail } };
    }
  }
}

function previewSending(matched: MatchedEvent, event: RelayEvent, input: PreviewInput): PreviewVerdict {
  const found = findClickId(event, input);
  if (!found.found) {
    if (found.reason === 'needs-parent') return { verdict: 'waiting', parentReceipt: found.parentReceipt };
    return { verdict: 'unattributed', cause: 'no-click-id' };
  }
  const { connection, eventId, findConnection } = input;
  const { clickId, source: clickIdSource } = found;
  const drafted = draftPostbacks(matched, event, { connection, clickId, eventId, findConnection });
  if (drafted.decision === 'quarantine') return { verdict: 'quarantined', ...pickReason(drafted) };
  const postbacks = drafted.postbacks.map((draft) => ({
    ...draft,
    url: buildPostbackUrl({ ...draft.destination, draft }).url,
  }));
  return { verdict: 'send', matchedBy: matched.matchedBy, clickId, clickIdSource, postbacks };
}

function findClickId(
  event: RelayEvent,
  { assignedClickId, connection, parent }: PreviewInput,
): ReturnType<typeof resolveClickId> {
  if (assignedClickId !== undefined) {
    return { found: true, clickId: assignedClickId, source: 'assigned', looksValid: true };
  }
  return resolveClickId(event, connection.clickId, parent);
}

function pickReason({ cause, detail }: { readonly cause: Cause; readonly detail?: string }): {
  cause: Cause;
  detail?: string;
} {
  return { cause, ...(detail === undefined ? {} : { detail }) };
}
