import type { Cause, Connection, EventKind, RelayEvent } from '@ins-relay/contracts';
import type { ClickLinks, EventSummary } from '@ins-relay/ledger';
import { resolveClickId, type ResolvedClickId } from '@ins-relay/mapping';
import type { JobRun } from '@ins-relay/queue';
import type { Orphanage } from '@ins-relay/repair';
import type { MapJob } from './map-job.js';

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

export interface KnownClickId {
  readonly clickId: string;
  /** Which of the connection's places it was at; `assigned` by an operator, or `parent`. */
  readonly source: string;
}

/** The event that brings a click id. */
export interface Bearer {
  readonly eventId: string;
  readonly connectionId: string;
  readonly receipt: string | undefined;
}

export interface ClickIdPorts {
  readonly clickLinks: ClickLinks;
  /** Maps events again that were given up for want of a click id that is known now. */
  readonly adopt: (orphanage: Orphanage, exceptEventId: string, nowMs: number) => Promise<void>;
}

interface Search {
  readonly job: MapJob;
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

  /** The click id of an event that needs to ask nobody for it; it is not remembered yet. */
  findOwn(search: Search): KnownClickId | undefined {
    const own = resolveOwn(search);
    return own.found ? own : undefined;
  }

  /** Keeps it for the receipt, and lets those go on that were given up for want of it. */
  async remember(bearer: Bearer, clickId: string, nowMs: number): Promise<void> {
    const { connectionId, receipt } = bearer;
    if (receipt === undefined) return;
    await this.adopt(bearer, await this.ports.clickLinks.remember(connectionId, receipt, clickId), nowMs);
  }

  /** The second half of `remember`, for a click id that is kept already. */
  async adopt(
    { connectionId, receipt, eventId }: Bearer,
    orphanIds: readonly string[],
    nowMs: number,
  ): Promise<void> {
    if (receipt === undefined || orphanIds.length === 0) return;
    await this.ports.adopt({ connectionId, receipt, eventIds: orphanIds }, eventId, nowMs);
  }

  async find(search: Search, nowMs: number): Promise<FoundClickId> {
    const { connection, event, run } = search;
    const resolved = await this.resolve(search);
    if (resolved.found) return this.keep(search, resolved, nowMs);
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
    return this.keep(search, { clickId: link.clickId, source: 'parent' }, nowMs);
  }

  private async keep(
    { job, connection, event }: Search,
    { clickId, source }: KnownClickId,
    nowMs: number,
  ): Promise<FoundClickId> {
    const { receipt } = event;
    await this.remember({ eventId: job.eventId, connectionId: connection.id, receipt }, clickId, nowMs);
    return { found: 'yes', clickId, source };
  }

  private async resolve(search: Search): Promise<ResolvedClickId> {
    const own = resolveOwn(search);
    if (own.found || own.reason !== 'needs-parent') return own;
    const { connection, event } = search;
    const parent = await this.ports.clickLinks.find(connection.id, own.parentReceipt);
    return resolveClickId(event, connection.clickId, parent);
  }
}

function resolveOwn({ before, event, connection }: Search): ResolvedClickId {
  if (before?.assignedClickId !== undefined) {
    return { found: true, clickId: before.assignedClickId, source: 'assigned', looksValid: true };
  }
  return resolveClickId(event, connection.clickId, { status: 'not-asked' });
}
