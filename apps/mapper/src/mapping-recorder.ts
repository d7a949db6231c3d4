import type { Cause, Outcome, RelayEvent } from '@ins-relay/contracts';
import type {
  Appended,
  AppendOptions,
  EventSummary,
  LedgerReader,
  LedgerWriter,
  TimelineEntry,
} from '@ins-relay/ledger';
import type { MapJob } from './map-job.js';

/** What of a run goes into the ledger. */
export interface RecordedMapping {
  readonly job: MapJob;
  readonly event: RelayEvent;
  /** What the ledger knows already; read only where an earlier run may have left something. */
  readonly before: EventSummary | undefined;
}

/** An event that is done with, before any postback. */
export interface Settled {
  readonly outcome: Extract<Outcome, 'ignored' | 'test' | 'quarantined' | 'unattributed' | 'duplicate'>;
  readonly cause: Cause;
  readonly detail?: string;
  readonly duplicateOf?: string;
}

/** What is written together with the timeline of an event that is sent. */
export interface Decided extends Pick<AppendOptions, 'claim' | 'link'> {
  readonly urls?: readonly string[];
}

export interface MappingRecorderPorts {
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly readNowMs: () => number;
}

/** Writes what the mapper decided into the ledger; opens the timeline of an event that has none yet. */
export class MappingRecorder {
  constructor(private readonly ports: MappingRecorderPorts) {}

  async settle(mapping: RecordedMapping, settled: Settled): Promise<void> {
    const { duplicateOf, outcome, cause, detail } = settled;
    const atMs = this.ports.readNowMs();
    const entries: TimelineEntry[] = [
      { type: 'settled', atMs, outcome, cause, ...(detail ? { detail } : {}) },
    ];
    if (duplicateOf !== undefined) entries.unshift({ type: 'duplicate', atMs, ofEventId: duplicateOf });
    await this.record(mapping, entries);
  }

  /** @param decided what goes along with the entries of an event that is sent */
  async record(
    mapping: RecordedMapping,
    entries: readonly TimelineEntry[],
    { urls, claim, link }: Decided = {},
  ): Promise<Appended> {
    const { job, event, before } = mapping;
    const isNew = before?.kind === undefined;
    const received: TimelineEntry = {
      type: 'received',
      atMs: job.receivedAtMs,
      connectionId: job.connectionId,
      source: job.source,
      verification: job.verification,
      kind: event.kind,
      transactionType: event.transactionType,
      version: event.version,
      receipt: event.receipt,
      parentReceipt: event.parentReceipt,
    };
    const notification = isNew ? job.text : undefined;
    return this.ports.writer.append(job.eventId, isNew ? [received, ...entries] : entries, {
      record: notification === undefined && urls === undefined ? undefined : { notification, urls },
      email: event.customer.email,
      isReplay: job.generation > 0,
      connectionId: job.connectionId,
      claim,
      link,
    });
  }

  /** Of a job that got no further than itself. */
  async quarantine(job: MapJob, cause: Cause, detail: string | undefined): Promise<void> {
    const { text: notification } = job;
    const before = (await this.ports.reader.read(job.eventId))?.summary;
    const { receivedAtMs: atMs, connectionId, source, receipt } = job;
    const received: TimelineEntry = { type: 'received', atMs, connectionId, source, receipt };
    const settled: TimelineEntry = {
      type: 'settled',
      atMs: this.ports.readNowMs(),
      outcome: 'quarantined',
      cause,
      detail,
    };
    await this.ports.writer.append(job.eventId, before === undefined ? [received, settled] : [settled], {
      ...(before === undefined && notification !== undefined ? { record: { notification } } : {}),
      isReplay: job.generation > 0,
      connectionId,
    });
  }
}
