import type { Cause, Connection, EventKind, NotificationMapJob, RelayEvent } from '@ins-relay/contracts';
import type { ClickLinks, EventSummary } from '@ins-relay/ledger';
import { resolveClickId } from '@ins-relay/mapping';
import type { JobRun } from '@ins-relay/queue';
import type { Orphanage } from '@ins-relay/repair';

export type FoundClickId =
  | { readonly found: 'yes'; readonly clickId: string; readonly source: string }
  | {
      readonly found: 'wait';
      readonly parentReceipt: string;
      readonly deadlineMs: number;
      readonly againAtMs: number;
    }
  | {
      readonly found: 'no';
      readonly cause: Cause;
      readonly detail?: string;
      /** The receipt that may bring one later. */
      readonly missingParent?: string;
    };

export interface ClickIdPorts {
  readonly clickLinks: ClickLinks;
  /** Maps events again that were given up for want of a click id that is known now. */
  readonly adopt: (orphanage: Orphanage, exceptEventId: string, nowMs: number) => Promise<void>;
}

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
export class ClickIdFinder {
  constructor(private readonly ports: ClickIdPorts) {}

  async find(search: Search, nowMs: number): Promise<FoundClickId> {
    const { connection, event, run } = search;
    const resolved = await this.resolve(search);
    if (resolved.found) return this.remember(search, resolved, nowMs);
    if (resolved.reason === 'needs-parent') {
      const { parentReceipt } = resolved;
      const deadlineMs = run.enqueuedAtMs + connection.clickId.waitForParentSeconds * 1000;
      if (nowMs >= deadlineMs) {
        return { found: 'no', cause: 'parent-not-seen', detail: parentReceipt, missingParent: parentReceipt };
      }
      const pollMs = Math.max(POLL_MS_MIN, (nowMs - run.enqueuedAtMs) * POLL_SHARE);
      const againAtMs = Math.min(deadlineMs, Math.ceil(nowMs + pollMs));
      return { found: 'wait', parentReceipt, deadlineMs, againAtMs };
    }
    if (event.receipt !== undefined && ORIGINATING.includes(event.kind)) {
      await this.ports.clickLinks.remember(connection.id, event.receipt, undefined);
    }
    if (resolved.reason === 'no-click-id') return { found: 'no', cause: 'no-click-id' };
    const { parentReceipt: missingParent } = event;
    const detail = `its parent ${missingParent} has none either`;
    return { found: 'no', cause: 'no-click-id', detail, missingParent };
  }

  /**
   * The same, for an event that is given up where nothing is found: then it goes on the list of those that are
   * mapped again as soon as their parent's click id is known.
   */
  async findAtLast(search: Search, nowMs: number): Promise<FoundClickId> {
    const found = await this.find(search, nowMs);
    if (found.found !== 'no' || found.missingParent === undefined) return found;
    const { connection, job } = search;
    const { clickLinks } = this.ports;
    // It may have come in this very moment, and then nobody would look at the list again.
    const link = await clickLinks.addOrphan(connection.id, found.missingParent, job.eventId);
    if (link.status !== 'known') return found;
    await clickLinks.removeOrphan(connection.id, found.missingParent, job.eventId);
    return this.remember(search, { clickId: link.clickId, source: 'parent' }, nowMs);
  }

  private async remember(
    { connection, event, job }: Search,
    { clickId, source }: { readonly clickId: string; readonly source: string },
    nowMs: number,
  ): Promise<FoundClickId> {
    const { receipt } = event;
    if (receipt !== undefined) {
      const eventIds = await this.ports.clickLinks.remember(connection.id, receipt, clickId);
      const orphanage = { connectionId: connection.id, receipt, eventIds };
      if (eventIds.length > 0) await this.ports.adopt(orphanage, job.eventId, nowMs);
    }
    return { found: 'yes', clickId, source };
  }

  private async resolve({ before, event, connection }: Search): Promise<ReturnType<typeof resolveClickId>> {
    if (before?.assignedClickId !== undefined) {
      return { found: true, clickId: before.assignedClickId, source: 'assigned', looksValid: true };
    }
    const own = resolveClickId(event, connection.clickId, { status: 'not-asked' });
    if (own.found || own.reason !== 'needs-parent') return own;
    const parent = await this.ports.clickLinks.find(connection.id, own.parentReceipt);
    return resolveClickId(event, connection.clickId, parent);
  }
}
