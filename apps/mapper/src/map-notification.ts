import { decodeNotification } from '@ins-relay/clickbank';
import type { ConnectionDirectory } from '@ins-relay/connections';
import type { Cause, Connection, Outcome } from '@ins-relay/contracts';
import type {
  ClaimStore,
  EventSummary,
  HeldEvents,
  LedgerReader,
  LedgerWriter,
  StoredEvent,
} from '@ins-relay/ledger';
import {
  deriveIdentity,
  matchEvent,
  type MatchDecision,
  type MatchedEvent,
  type Quarantine,
} from '@ins-relay/mapping';
import type { JobRun, JobVerdict } from '@ins-relay/queue';
import { ClickIdFinder, type ClickIdPorts, type KnownClickId } from './click-id-finder.js';
import type { MapJob } from './map-job.js';
import { MappingRecorder, type RecordedMapping, type Settled } from './mapping-recorder.js';
import { orQuarantine } from './or-quarantine.js';
import type { PostbackOutbox } from './postback-outbox.js';
import { preparePostbacks, type PreparedPostbacks } from './prepare-postbacks.js';
import { toDeliverJobs, type ReadyPostback } from './to-deliver-jobs.js';

export interface MapNotificationPorts extends ClickIdPorts {
  readonly directory: ConnectionDirectory;
  readonly claims: ClaimStore;
  readonly held: HeldEvents;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly outbox: PostbackOutbox;
  readonly readNowMs: () => number;
}

/** What happened to a notification, for the log; the ledger has the details. */
export interface MapResult {
  readonly verdict: JobVerdict;
  readonly outcome: string;
  readonly cause?: Cause;
  readonly kind?: string;
  readonly postbacks?: number;
}

/** One run of one job, with what the steps after decoding need. */
interface Mapping extends RecordedMapping {
  readonly run: JobRun;
  readonly connection: Connection;
}

interface ClaimedIdentity {
  readonly key: string;
  /** Where it may come again another day. */
  readonly keepSeconds?: number;
}

const NOT_SENT: readonly Outcome[] = ['quarantined', 'unattributed', 'ignored', 'failed'];
const DONE: JobVerdict = { verdict: 'done' };

/**
 * Turns one verified notification into postbacks, or into the outcome that says why not. Every step may be
 * repeated after a crash: the claim is re-entrant; what was decided is in the ledger before it is enqueued, and is
 * enqueued again, under the same job ids, as long as it is not settled.
 */
export class MapNotification {
  private readonly recorder: MappingRecorder;
  private readonly clickIds: ClickIdFinder;

  constructor(private readonly ports: MapNotificationPorts) {
    this.recorder = new MappingRecorder(ports);
    this.clickIds = new ClickIdFinder(ports);
  }

  /** @throws only what storage throws; the queue tries again then */
  async map(job: MapJob, run: JobRun): Promise<MapResult> {
    try {
      return await this.mapDecoded(job, run);
    } catch (error) {
      if (error instanceof MapperFault) return this.quarantine(job, 'mapper-error', error.message);
      throw error;
    }
  }

  private async mapDecoded(job: MapJob, run: JobRun): Promise<MapResult> {
    const connection = this.ports.directory.find(job.connectionId);
    if (connection === undefined) return this.quarantine(job, 'connection-deleted');
    const { text } = job;
    if (text === undefined) return this.quarantine(job, 'cannot-unseal');
    const event = guard(() =>
      decodeNotification(JSON.parse(text) as Record<string, unknown>, {
        account: connection.clickbank.account,
        verification: job.verification,
        connection,
      }),
    );
    const mayHaveRunBefore = job.generation > 0 || run.isRerun || !run.isFirstStart;
    const stored = mayHaveRunBefore ? await this.ports.reader.read(job.eventId) : undefined;
    if (stored !== undefined && isMapped(stored.summary, job)) return this.resume(job, connection, stored);
    const mapping: Mapping = { job, run, connection, event, before: stored?.summary };
    return connection.enabled ? this.mapFresh(mapping) : this.hold(mapping);
  }

  private async mapFresh(mapping: Mapping): Promise<MapResult> {
    const { job, event, connection, before } = mapping;
    const isApproved = job.source === 'approve' || before?.isApproved;
    const matched = orQuarantine(() => matchEvent(event, connection, { isApproved }));
    const clickId = matched.decision === 'send' ? this.clickIds.findOwn(mapping) : undefined;
    const prepared =
      matched.decision === 'send' && clickId !== undefined
        ? this.prepare(mapping, matched, clickId)
        : undefined;
    if (prepared?.decision === 'send') return this.sendAtOnce(mapping, prepared);
    return (await this.dropDuplicate(mapping)) ?? this.mapClaimed(mapping, matched);
  }

  private async mapClaimed(mapping: Mapping, matched: MatchDecision): Promise<MapResult> {
    switch (matched.decision) {
      case 'send':
        return this.send(mapping, matched);
      case 'ignore':
        // Even an event that is not sent tells the click id of its receipt to those that come after it.
        await this.clickIds.find(mapping, this.ports.readNowMs());
        return this.settle(mapping, { outcome: 'ignored', cause: matched.cause, detail: matched.detail });
      case 'hold':
        return this.holdForApproval(mapping, matched.rule, matched.reason);
      case 'test':
        return this.settle(mapping, { outcome: 'test', cause: 'test-notification' });
      case 'quarantine':
        return this.settle(mapping, {
          outcome: 'quarantined',
          cause: matched.cause,
          detail: matched.detail,
        });
    }
  }

  /** The way of nearly every event: claimed, its click id kept, and recorded in one step. */
  private async sendAtOnce(mapping: Mapping, prepared: PreparedPostbacks): Promise<MapResult> {
    const { job, event, connection } = mapping;
    const identity = this.identify(mapping);
    const claim = identity && this.ports.claims.describe(connection.id, identity.key, identity.keepSeconds);
    const { receipt } = event;
    const link = receipt && this.ports.clickLinks.describe(connection.id, receipt, prepared.clickId);
    const decided = { urls: prepared.urls, ...(link ? { link } : {}) };
    let appended = await this.recorder.record(mapping, [prepared.entry], { ...decided, claim });
    if (identity !== undefined && appended.takenByEventId !== undefined) {
      const dropped = await this.dropTaken(mapping, identity, appended.takenByEventId);
      if (dropped !== undefined) return dropped;
      appended = await this.recorder.record(mapping, [prepared.entry], decided);
    }
    const bearer = { eventId: job.eventId, connectionId: connection.id, receipt };
    await this.clickIds.adopt(bearer, appended.orphanIds, this.ports.readNowMs());
    return this.sendPrepared(mapping, prepared);
  }

  private async send(mapping: Mapping, matched: MatchedEvent): Promise<MapResult> {
    const { run, event } = mapping;
    const nowMs = this.ports.readNowMs();
    const found = await this.clickIds.findAtLast(mapping, nowMs);
    if (found.found === 'wait') {
      const entry = {
        type: 'waiting',
        atMs: nowMs,
        parentReceipt: found.parentReceipt,
        untilMs: found.deadlineMs,
      } as const;
      if (run.isFirstStart) await this.recorder.record(mapping, [entry]);
      return { verdict: { verdict: 'wait', untilMs: found.againAtMs }, outcome: 'pending', kind: event.kind };
    }
    if (found.found === 'no') {
      return this.settle(mapping, { outcome: 'unattributed', cause: found.cause, detail: found.detail });
    }
    const prepared = this.prepare(mapping, matched, found);
    if (prepared.decision === 'quarantine') {
      const { cause, detail } = prepared;
      return this.settle(mapping, { outcome: 'quarantined', cause, detail });
    }
    await this.recorder.record(mapping, [prepared.entry], { urls: prepared.urls });
    return this.sendPrepared(mapping, prepared);
  }

  /** After it is recorded: the dispatcher is fast, and its attempts belong after this in the timeline. */
  private async sendPrepared(mapping: Mapping, { ready }: PreparedPostbacks): Promise<MapResult> {
    const { job, run, event, connection } = mapping;
    await this.ports.outbox.put(this.toJobs(job, connection, ready), run.batchId);
    return { verdict: DONE, outcome: 'mapped', kind: event.kind, postbacks: ready.length };
  }

  private prepare(
    { job, event, connection }: Mapping,
    matched: MatchedEvent,
    clickId: KnownClickId,
  ): PreparedPostbacks | Quarantine {
    const findConnection = (id: string) => this.ports.directory.find(id);
    const atMs = this.ports.readNowMs();
    return orQuarantine(() =>
      preparePostbacks({ job, event, connection, matched, clickId, findConnection, atMs }),
    );
  }

  /** An earlier run decided and recorded it; a crash may have come before everything was enqueued. */
  private async resume(job: MapJob, connection: Connection, stored: StoredEvent): Promise<MapResult> {
    const { urls = [] } = stored.openRecord();
    const { eventId, receipt, clickId, kind, postbacks } = stored.summary;
    // The crash may have come before those that waited for its click id were let go on.
    const bearer = { eventId, connectionId: connection.id, receipt };
    if (clickId !== undefined) await this.clickIds.remember(bearer, clickId, this.ports.readNowMs());
    const open = postbacks.flatMap((postback, index) => {
      const url = urls[index];
      if (postback.outcome !== 'pending' || url === undefined) return [];
      return [{ ...postback, url, destination: new URL(url).origin }];
    });
    const carried = job.begunInBatch === undefined ? [] : await this.ports.outbox.listOpen(job.begunInBatch);
    const missing = this.toJobs(job, connection, open).filter(({ id }) => !carried.includes(id));
    await this.ports.outbox.put(missing, undefined);
    return {
      verdict: DONE,
      outcome: 'mapped before',
      postbacks: open.length,
      ...(kind === undefined ? {} : { kind }),
    };
  }

  private toJobs(job: MapJob, { delivery }: Connection, postbacks: readonly ReadyPostback[]) {
    return toDeliverJobs(job, postbacks, delivery.attempts);
  }

  /** @returns undefined if this event is the one that counts */
  private async dropDuplicate(mapping: Mapping): Promise<MapResult | undefined> {
    const identity = this.identify(mapping);
    if (identity === undefined) return undefined;
    const { job, connection } = mapping;
    const { key, keepSeconds } = identity;
    const claim = await this.ports.claims.claim(connection.id, key, job.eventId, keepSeconds);
    return claim.claim === 'taken' ? this.dropTaken(mapping, identity, claim.byEventId) : undefined;
  }

  /** @returns undefined if this event takes the place of the one that has its identity */
  private async dropTaken(
    mapping: Mapping,
    { key, keepSeconds }: ClaimedIdentity,
    holderId: string,
  ): Promise<MapResult | undefined> {
    if (await this.supersede(mapping, key, holderId)) return undefined;
    const cause = keepSeconds === undefined ? 'same-transaction' : 'same-click';
    return this.settle(mapping, { outcome: 'duplicate', cause, duplicateOf: holderId });
  }

  /** @returns undefined for what is never a duplicate */
  private identify({ job, event, connection }: Mapping): ClaimedIdentity | undefined {
    const { dedupe, key } = deriveIdentity(event);
    if (dedupe === 'never' || job.resend === true) return undefined;
    if (dedupe === 'for-good') return { key };
    const keepSeconds = connection.pixel.windowSeconds;
    return keepSeconds === 0 ? undefined : { key, keepSeconds };
  }

  /**
   * ClickBank's S2S postback tells less than INS. Where it came first and could not be sent, the notification takes
   * its place instead of being its duplicate.
   */
  private async supersede({ job, connection }: Mapping, key: string, holderId: string): Promise<boolean> {
    if (job.verification === 'key') return false;
    const holder = (await this.ports.reader.read(holderId))?.summary;
    if (holder?.verification !== 'key' || !NOT_SENT.includes(holder.outcome)) return false;
    return this.ports.claims.transfer(connection.id, key, holderId, job.eventId);
  }

  private async hold(mapping: Mapping): Promise<MapResult> {
    const { job, connection, event } = mapping;
    await this.ports.held.add(connection.id, job.eventId);
    await this.recorder.record(mapping, [{ type: 'held', atMs: this.ports.readNowMs() }]);
    return { verdict: DONE, outcome: 'held', kind: event.kind };
  }

  private async holdForApproval(mapping: Mapping, rule: string, reason: string): Promise<MapResult> {
    // What it says of its receipt's click id is true meanwhile.
    await this.clickIds.find(mapping, this.ports.readNowMs());
    await this.recorder.record(mapping, [{ type: 'held', atMs: this.ports.readNowMs(), rule, reason }]);
    return { verdict: DONE, outcome: 'held', cause: 'rule-held', kind: mapping.event.kind };
  }

  private async settle(mapping: Mapping, settled: Settled): Promise<MapResult> {
    await this.recorder.settle(mapping, settled);
    return { verdict: DONE, outcome: settled.outcome, cause: settled.cause, kind: mapping.event.kind };
  }

  private async quarantine(job: MapJob, cause: Cause, detail?: string): Promise<MapResult> {
    await this.recorder.quarantine(job, cause, detail);
    return { verdict: DONE, outcome: 'quarantined', cause };
  }
}

/** Domain functions do not throw; one that does must not make the queue try for days. */
class MapperFault extends Error {}

function guard<T>(think: () => T): T {
  try {
    return think();
  } catch (error) {
    throw new MapperFault(error instanceof Error ? error.message : 'unknown');
  }
}

function isMapped(before: EventSummary, job: MapJob): boolean {
  return before.generation === job.generation && before.postbacks.length > 0;
}
