import type { ClickIdSettings, RelayEvent } from '@ins-relay/contracts';
import { readClickIdSource } from './click-id-sources.js';
import { looksLikeClickId } from './looks-like-click-id.js';

/** What is known of the parent receipt's click id; `not-asked` until somebody looked. */
export type ParentClickId =
  | { readonly status: 'known'; readonly clickId: string }
  | { readonly status: 'seen-without' }
  | { readonly status: 'unseen' }
  | { readonly status: 'not-asked' };

interface FoundClickId {
  readonly found: true;
  readonly clickId: string;
  /** Which of the connection's places it was at. */
  readonly source: string;
  /** Whether it looks like one of RedTrack's; another tracker's are sent all the same. */
  readonly looksValid: boolean;
}

export type ResolvedClickId =
  | FoundClickId
  | { readonly found: false; readonly reason: 'needs-parent'; readonly parentReceipt: string }
  /** `parent-without`: the parent was seen, and has none either. */
  | { readonly found: false; readonly reason: 'no-click-id' | 'parent-without' };

const PARENT = 'parent';
const CHARACTERS_MAX = 200;
/**
 * Characters that a URL can hold; without brackets and braces, which only a macro that nobody filled in has
 * (`{clickid}`, `[[clickid]]`). RedTrack would answer 200 to such a click id and forget the conversion.
 */
const URL_SAFE = /^[!#-;=?-Z_a-z~]+$/;

/**
 * Finds the click id of an event in the places that its connection names, in their order. Among the event's own
 * ones, one that looks like RedTrack's (24 hex characters) wins over one that does not: affiliates put all sorts of
 * things into `tid`. The parent receipt, which of a reversal is the event's own one, is asked for only when its turn
 * comes; a place named after it is then what remains if the parent has none.
 */
export function resolveClickId(
  event: RelayEvent,
  settings: ClickIdSettings,
  parent: ParentClickId,
): ResolvedClickId {
  const own = settings.from.flatMap((source) => readCandidates(event, source));
  const parentAt = settings.from.indexOf(PARENT);
  const { parentReceipt } = event;
  const isBeforeParent = ({ source }: FoundClickId) => settings.from.indexOf(source) < parentAt;
  if (parentAt < 0 || parentReceipt === undefined || own.some(isBeforeParent)) {
    return pickBest(own) ?? { found: false, reason: 'no-click-id' };
  }
  switch (parent.status) {
    case 'known': {
      const { clickId } = parent;
      const inherited = {
        found: true,
        clickId,
        source: PARENT,
        looksValid: looksLikeClickId(clickId),
      } as const;
      return pickBest([inherited, ...own]) ?? inherited;
    }
    case 'not-asked':
      return { found: false, reason: 'needs-parent', parentReceipt };
    case 'unseen':
      return pickBest(own) ?? { found: false, reason: 'needs-parent', parentReceipt };
    case 'seen-without':
      return pickBest(own) ?? { found: false, reason: 'parent-without' };
  }
}

function readCandidates(event: RelayEvent, source: string): FoundClickId[] {
  return readClickIdSource(event, source).flatMap((value) => {
    const text = value.trim();
    if (text.length > CHARACTERS_MAX || !URL_SAFE.test(text)) return [];
    return [{ found: true, clickId: restoreCase(text, event), source, looksValid: looksLikeClickId(text) }];
  });
}

function pickBest(candidates: readonly FoundClickId[]): FoundClickId | undefined {
  return candidates.find((candidate) => candidate.looksValid) ?? candidates[0];
}

/** Versions before 6.0 may upper-case `ctid`; RedTrack's ids are lower case. Any other is kept as it was sent. */
function restoreCase(clickId: string, event: RelayEvent): string {
  const isUpperCased = looksLikeClickId(clickId) && clickId === clickId.toUpperCase();
  return event.verification === 'cverify' && isUpperCased ? clickId.toLowerCase() : clickId;
}
