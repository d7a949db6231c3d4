import type { Cause, Connection, EventKind, NotificationMapJob, RelayEvent } from '@ins-relay/contracts';
import type { ClickLinks, EventSummary } from '@ins-relay/ledger';
import { resolveClickId } from '@ins-relay/mapping';
import type { JobRun } from '@ins-relay/queue';

export type FoundClickId =
  | { readonly found: 'yes'; readonly clickId: string; readonly source: string }
  | {
      readonly found: 'wait';
      readonly parentReceipt: string;
      readonly deadlineMs: number;
      readonly againAtMs: number;
    }
  | { readonly found: 'no'; readonly cause: Cause; readonly detail?: string };

interface Search {
  readonly job: NotificationMapJob;
  readonly run: JobRun;
  readonly connection: Connection;
  readonly event: RelayEvent;
  readonly before: EventSummary | undefined;
}

/** Only these say "this receipt has no click id"; a reversal carries the receipt of the sale it reverses. */
const ORIGINATING: readonly EventKind[] = ['Sale', 'Upsell', 'Rebill'];
const POLL_MS_MIN = 1_000;
/** Polls thin out: a fifth of the time waited so far, about 40 polls in the default quarter of an hour. */
const POLL_SHARE = 0.2;

/**
 * Finds the click id of an event: what an operator assigned, what the notification says, or what its parent
 * receipt has. Whatever is found is remembered for the receipt, so that its children inherit it.
 */
export async function findClickId(links: ClickLinks, search: Search, nowMs: number): Promise<FoundClickId> {
  const { event, connection } = search;
  const resolved = await resolve(links, search);
  if (resolved.found) {
    if (event.receipt !== undefined) await links.remember(connection.id, event.receipt, resolved.clickId);
    return { found: 'yes', clickId: resolved.clickId, source: resolved.source };
  }
  if (resolved.reason === 'needs-parent') {
    const { parentReceipt } = resolved;
    const deadlineMs = search.run.enqueuedAtMs + connection.clickId.waitForParentSeconds * 1000;
    if (nowMs >= deadlineMs) return { found: 'no', cause: 'parent-not-seen', detail: parentReceipt };
    const pollMs = Math.max(POLL_MS_MIN, (nowMs - search.run.enqueuedAtMs) * POLL_SHARE);
    return {
      found: 'wait',
      parentReceipt,
      deadlineMs,
      againAtMs: Math.min(deadlineMs, Math.ceil(nowMs + pollMs)),
    };
  }
  if (event.receipt !== undefined && ORIGINATING.includes(event.kind)) {
    await links.remember(connection.id, event.receipt, undefined);
  }
  const detail =
    resolved.reason === 'parent-without' ? `its parent ${event.parentReceipt} has none either` : undefined;
  return { found: 'no', cause: 'no-click-id', ...(detail === undefined ? {} : { detail }) };
}

async function resolve(links: ClickLinks, search: Search): Promise<ReturnType<typeof resolveClickId>> {
  const { before, event, connection } = search;
  if (before?.assignedClickId !== undefined) {
    return { found: true, clickId: before.assignedClickId, source: 'assigned', looksValid: true };
  }
  const own = resolveClickId(event, connection.clickId, { status: 'not-asked' });
  if (own.found || own.reason !== 'needs-parent') return own;
  return resolveClickId(event, connection.clickId, await links.find(connection.id, own.parentReceipt));
}
