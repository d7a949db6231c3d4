import type { Connection, RelayEvent } from '@ins-relay/contracts';
import { draftPostbacks, type PostbackDraft } from '../src/draft-postbacks.js';
import { looksLikeClickId } from '../src/looks-like-click-id.js';
import { matchEvent, type MatchDecision, type Quarantine } from '../src/match-event.js';

export type MappingDecision =
  | {
      readonly decision: 'send';
      /** `event matching`, or `rule <name>`. */
      readonly matchedBy: string;
      readonly postbacks: readonly PostbackDraft[];
      /** False is worth a warning, no more. */
      readonly looksValidClickId: boolean;
    }
  | Exclude<MatchDecision, { decision: 'send' }>
  | Quarantine;

/** All that becomes of an event whose click id is known, in one call. */
export function mapEvent(
  event: RelayEvent,
  connection: Connection,
  clickId: string,
  eventId: string,
): MappingDecision {
  const matched = matchEvent(event, connection);
  if (matched.decision !== 'send') return matched;
  const drafted = draftPostbacks(matched, event, {
    connection,
    clickId,
    eventId,
    findConnection: () => undefined,
  });
  if (drafted.decision !== 'send') return drafted;
  return { ...drafted, matchedBy: matched.matchedBy, looksValidClickId: looksLikeClickId(clickId) };
}
