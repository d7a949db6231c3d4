import { readEventIdTime } from '@ins-relay/contracts';
import type { AppendOptions, TimelineEntry } from '@ins-relay/ledger';
import { Counter, Histogram, type Registry } from 'prom-client';
import { boundLabel } from './bound-label.js';
import { toAttemptClass } from './to-attempt-class.js';

const CONNECTIONS_MAX = 1_000;
const ATTEMPT_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const DELIVERY_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 3_600, 21_600];

type Outcome = { readonly outcome: string; readonly cause?: string };

/** What became of notifications, counted from what is appended to timelines. */
export class PipelineMetrics {
  private readonly connection = boundLabel(CONNECTIONS_MAX);
  private readonly notifications: Counter<'connection' | 'source'>;
  private readonly events: Counter<'connection' | 'outcome' | 'cause'>;
  private readonly attempts: Counter<'connection' | 'class'>;
  private readonly attemptSeconds: Histogram;
  private readonly deliverySeconds: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.notifications = new Counter({
      name: 'ins_relay_notifications_total',
      help: 'Notifications that became an event, and rejected calls, by where they came from.',
      labelNames: ['connection', 'source'],
      registers,
    });
    this.events = new Counter({
      name: 'ins_relay_events_total',
      help: 'Events that came to an outcome; one that is replayed counts again.',
      labelNames: ['connection', 'outcome', 'cause'],
      registers,
    });
    this.attempts = new Counter({
      name: 'ins_relay_attempts_total',
      help: 'Attempts to deliver a postback, by the class of RedTrack’s answer.',
      labelNames: ['connection', 'class'],
      registers,
    });
    this.attemptSeconds = new Histogram({
      name: 'ins_relay_attempt_seconds',
      help: 'How long attempts took.',
      buckets: ATTEMPT_SECONDS,
      registers,
    });
    this.deliverySeconds = new Histogram({
      name: 'ins_relay_delivery_seconds',
      help: 'From ClickBank’s call to RedTrack’s acceptance; replays are left out.',
      buckets: DELIVERY_SECONDS,
      registers,
    });
  }

  /** Takes what was appended to a timeline; for `LedgerOptions.onAppended`. */
  readonly note = (
    eventId: string,
    entries: readonly TimelineEntry[],
    { connectionId }: Pick<AppendOptions, 'connectionId'>,
  ): void => {
    for (const entry of entries) this.noteEntry(eventId, entry, connectionId);
  };

  private noteEntry(eventId: string, entry: TimelineEntry, connectionId: string | undefined): void {
    switch (entry.type) {
      case 'received':
        this.notifications.inc({ connection: this.connection(entry.connectionId), source: entry.source });
        return;
      case 'attempt':
        this.attempts.inc({ connection: this.connection(connectionId), class: toAttemptClass(entry) });
        this.attemptSeconds.observe(entry.durationMs / 1_000);
        return;
      case 'settled':
        this.countEvent(connectionId, entry);
        return;
      case 'postback-settled':
        // An event with several postbacks counts once.
        if (entry.ordinal === 1) this.countEvent(connectionId, entry);
        if (entry.outcome === 'delivered' && entry.generation === 0) {
          const receivedAtMs = readEventIdTime(eventId);
          if (receivedAtMs !== undefined) {
            this.deliverySeconds.observe(Math.max(0, entry.atMs - receivedAtMs) / 1_000);
          }
        }
        return;
      default:
        return;
    }
  }

  private countEvent(connectionId: string | undefined, { cause = 'none', outcome }: Outcome): void {
    this.events.inc({ connection: this.connection(connectionId), outcome, cause });
  }
}
