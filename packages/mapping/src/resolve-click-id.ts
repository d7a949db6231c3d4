import type { ClickIdSettings, RelayEvent } from '@ins-relay/contracts';
import { readClickIdSource } from './click-id-sources.js';

/** What is known of the parent receipt's click id; `not-asked` until somebody looked. */
export type ParentClickId =
  | { readonly status: 'known'; readonly clickId: string }
  | { readonly status: 'seen-without' }
  | { readonly status: 'unseen' }
  | { readonly status: 'not-asked' };

export type ResolvedClickId =
  | {
      readonly found: true;
      readonly clickId: string;
      /** Which of the connection's places it was at. */
      readonly source: string;
      /** Whether it looks like one of RedTrack's; another tracker's are sent all the same. */
      readonly looksValid: boolean;
    }
  | { readonly found: false; readonly reason: 'needs-parent'; readonly parentReceipt: string }
  /** `parent-without`: the parent was seen, and has none either. */
  | { readonly found: false; readonly reason: 'no-click-id' | 'parent-without' };

const CHARACTERS_MAX = 200;
const REDTRACK_CLICK_ID = /^[0-9a-f]{24}$/i;

/**
 * Finds the click id of an event in the places that its connection names, in their order. One that looks like
 * RedTrack's (24 hex characters) wins over one that does not: affiliates put all sorts of things into `tid`.
 */
export function resolveClickId(
  event: RelayEvent,
  settings: ClickIdSettings,
  parent: ParentClickId,
): ResolvedClickId {
  const candidates = settings.from.flatMap((source) =>
    readClickIdSource(event, source).flatMap((value) => {
      const clickId = cleanClickId(value);
      return clickId === undefined ? [] : [{ clickId, source, looksValid: REDTRACK_CLICK_ID.test(clickId) }];
    }),
  );
  const best = candidates.find((candidate) => candidate.looksValid) ?? candidates[0];
  if (best !== undefined) return { found: true, ...best, clickId: restoreCase(best.clickId, event) };
  if (!settings.from.includes('parent') || event.parentReceipt === undefined) {
    return { found: false, reason: 'no-click-id' };
  }
  switch (parent.status) {
    case 'known': {
      const { clickId } = parent;
      return { found: true, clickId, source: 'parent', looksValid: REDTRACK_CLICK_ID.test(clickId) };
    }
    case 'seen-without':
      return { found: false, reason: 'parent-without' };
    case 'unseen':
    case 'not-asked':
      return { found: false, reason: 'needs-parent', parentReceipt: event.parentReceipt };
  }
}

/** @returns undefined for what can't be a click id: empty, endless, or with control characters */
function cleanClickId(value: string): string | undefined {
  const text = value.trim();
  if (text === '' || text.length > CHARACTERS_MAX) return undefined;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text) ? undefined : text;
}

/** Legacy versions may upper-case `ctid`; RedTrack's ids are lower case. */
function restoreCase(clickId: string, event: RelayEvent): string {
  return event.verification === 'cverify' && REDTRACK_CLICK_ID.test(clickId)
    ? clickId.toLowerCase()
    : clickId;
}
