import type { ConnectionDirectory } from '@ins-relay/connections';
import { JOB_CATALOG, type Cause, type Connection } from '@ins-relay/contracts';
import type { DestinationGate, GateResult, GateVerdict } from '@ins-relay/destinations';
import type { HeldEvents, LedgerReader, LedgerWriter, SentPostback, TimelineEntry } from '@ins-relay/ledger';
import type { JobRun, JobVerdict } from '@ins-relay/queue';
import {
  classifyResponse,
  computeBackoffMs,
  isPlainAcknowledgement,
  parseRetryAfter,
  type ResponseVerdict,
  readPostbackFields,
} from '@ins-relay/redtrack';
import type { Keyring } from '@ins-relay/sealing';
import type { DeliverJob } from './deliver-job.js';
import type { PostbackSender, SendResult } from './postback-sender.js';

export interface DeliverPostbackPorts {
  readonly directory: ConnectionDirectory;
  readonly keyring: Keyring;
  readonly held: HeldEvents;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly gate: DestinationGate;
  readonly sender: PostbackSender;
  readonly retryBaseMs: number;
  readonly readNowMs: () => number;
  readonly random: () => number;
}

/** What happened to a postback, for the log; the ledger has the details. */
export interface DeliverResult {
  readonly verdict: JobVerdict;
  readonly result: string;
  readonly cause?: Cause;
  readonly status?: number;
  readonly error?: string;
  readonly sendMs?: number;
}

const DONE: JobVerdict = { verdict: 'done' };
/** The note on a job whose timeline says already that its destination is blocked. */
const TOLD = 'blocked';

/** Sends one postback once, and decides what its answer means. */
export class DeliverPostback {
  constructor(private readonly ports: DeliverPostbackPorts) {}

  /** @throws only what storage throws; the queue tries again then */
  async deliver(job: DeliverJob, run: JobRun): Promise<DeliverResult> {
    if (run.isRerun && (await this.isSettled(job))) return { verdict: DONE, result: 'settled before' };
    const connection = this.ports.directory.find(job.connectionId);
    if (connection === undefined) return this.quarantine(job, 'connection-deleted');
    if (!connection.enabled) return this.hold(job, connection.id);
    const receiver = this.ports.directory.find(job.destinationConnectionId ?? job.connectionId);
    if (receiver === undefined) return this.quarantine(job, 'destination-unknown');
    if (!receiver.enabled) return this.hold(job, receiver.id);
    const url = job.text;
    if (url === undefined) return this.quarantine(job, 'cannot-unseal');
    const gate = await this.ports.gate.enter(job.destination, receiver.delivery, run);
    if (gate.verdict === 'wait') return this.wait(job, run, gate);
    const sent = await this.ports.sender.send(job.destination, url, receiver.delivery.timeoutMs);
    const response = classify(sent, this.ports.readNowMs());
    await this.ports.gate.settle(gate.pass, receiver.delivery, sent.durationMs, toGateResult(sent, response));
    return this.conclude(job, run, receiver, sent, response, url);
  }

  /** Why it waits is told once in each run of an event; a destination that is merely busy is no news. */
  private async wait(
    job: DeliverJob,
    run: JobRun,
    { untilMs, reason }: Extract<GateVerdict, { verdict: 'wait' }>,
  ): Promise<DeliverResult> {
    const result = 'waits for its destination';
    if (reason === undefined) return { verdict: { verdict: 'wait', untilMs }, result };
    if (run.note !== TOLD) {
      const { destination, eventId, generation, ordinal } = job;
      const atMs = this.ports.readNowMs();
      await this.ports.writer.append(eventId, [
        { type: 'blocked', atMs, generation, ordinal, destination, reason },
      ]);
    }
    return { verdict: { verdict: 'wait', untilMs, note: TOLD }, result };
  }

  private async conclude(
    job: DeliverJob,
    run: JobRun,
    { delivery }: Connection,
    sent: SendResult,
    response: ResponseVerdict,
    url: string,
  ): Promise<DeliverResult> {
    if (isPrivate(sent))
      return this.quarantine(job, 'destination-private', new URL(job.destination).hostname);
    const atMs = this.ports.readNowMs();
    const about = describe(sent);
    switch (response.verdict) {
      case 'delivered':
        await this.record(job, run, sent, atMs, { outcome: 'delivered' }, { sent: readPostbackFields(url) });
        return { verdict: DONE, result: 'delivered', ...about };
      case 'refused':
        await this.record(job, run, sent, atMs, { outcome: 'failed', cause: 'refused-by-redtrack' });
        return { verdict: { verdict: 'give-up', reason: 'refused-by-redtrack' }, result: 'failed', ...about };
      case 'retry': {
        if (run.attempt >= delivery.attempts || run.attempt >= run.attemptsMax) {
          await this.record(job, run, sent, atMs, { outcome: 'failed', cause: 'attempts-used-up' });
          return { verdict: { verdict: 'give-up', reason: 'attempts-used-up' }, result: 'failed', ...about };
        }
        const { maxMs } = JOB_CATALOG.postbackDeliver.backoff;
        const backoff = { baseMs: this.ports.retryBaseMs, maxMs };
        const delayMs = response.retryAfterMs ?? computeBackoffMs(run.attempt, backoff, this.ports.random());
        await this.record(job, run, sent, atMs, undefined, { nextAtMs: atMs + delayMs });
        return {
          verdict: { verdict: 'retry', delayMs, reason: about.error ?? `status ${about.status}` },
          result: 'retry',
          ...about,
        };
      }
    }
  }

  private async record(
    job: DeliverJob,
    run: JobRun,
    sent: SendResult,
    atMs: number,
    settled: { outcome: 'delivered' | 'failed'; cause?: Cause } | undefined,
    { nextAtMs, sent: delivered }: { nextAtMs?: number; sent?: SentPostback } = {},
  ): Promise<void> {
    const { connectionId, eventId, generation, ordinal } = job;
    const attempt: TimelineEntry = {
      type: 'attempt',
      atMs,
      generation,
      ordinal,
      attempt: run.attempt,
      durationMs: sent.durationMs,
      status: sent.ended === 'answered' ? sent.status : undefined,
      error: sent.ended === 'answered' ? undefined : sent.error,
      sealedBody: this.sealBody(sent, eventId),
      nextAtMs,
    };
    const entries: TimelineEntry[] = [attempt];
    if (settled !== undefined)
      entries.push({ type: 'postback-settled', atMs, generation, ordinal, ...settled });
    await this.ports.writer.append(eventId, entries, {
      isReplay: generation > 0,
      connectionId,
      sent: delivered,
    });
  }

  /** What an answer says beyond that it was heard. */
  private sealBody(sent: SendResult, eventId: string): string | undefined {
    if (sent.ended !== 'answered' || isPlainAcknowledgement(sent.body)) return undefined;
    return this.ports.keyring.seal(sent.body, `attempt ${eventId}`).toString('base64');
  }

  private async isSettled(job: DeliverJob): Promise<boolean> {
    const summary = (await this.ports.reader.read(job.eventId))?.summary;
    if (summary === undefined || summary.generation !== job.generation) return false;
    const postback = summary.postbacks.find((candidate) => candidate.ordinal === job.ordinal);
    return postback !== undefined && postback.outcome !== 'pending';
  }

  /** @param connectionId whose pause holds it */
  private async hold(job: DeliverJob, connectionId: string): Promise<DeliverResult> {
    await this.ports.held.add(connectionId, job.eventId);
    await this.ports.writer.append(job.eventId, [{ type: 'held', atMs: this.ports.readNowMs() }]);
    return { verdict: DONE, result: 'held' };
  }

  private async quarantine(job: DeliverJob, cause: Cause, detail?: string): Promise<DeliverResult> {
    const atMs = this.ports.readNowMs();
    const { connectionId, eventId, generation, receipt, receivedAtMs } = job;
    const settled: TimelineEntry = { type: 'settled', atMs, outcome: 'quarantined', cause, detail };
    // The ledger may have forgotten an event that waited for long; one without a beginning could not be found.
    const isKnown = (await this.ports.reader.read(eventId)) !== undefined;
    const received: TimelineEntry = {
      type: 'received',
      atMs: receivedAtMs,
      connectionId,
      source: 'ins',
      receipt,
    };
    await this.ports.writer.append(eventId, isKnown ? [settled] : [received, settled], {
      isReplay: generation > 0,
      connectionId,
    });
    return { verdict: { verdict: 'give-up', reason: cause }, result: 'quarantined', cause };
  }
}

function classify(sent: SendResult, nowMs: number): ResponseVerdict {
  if (sent.ended === 'no-answer') return classifyResponse({ error: sent.error });
  return classifyResponse({ status: sent.status, retryAfterMs: parseRetryAfter(sent.retryAfter, nowMs) });
}

function isPrivate(sent: SendResult): boolean {
  return sent.ended === 'no-answer' && sent.error === 'private-address';
}

/** What an end of a try says about the destination rather than the postback. */
function toGateResult(sent: SendResult, response: ResponseVerdict): GateResult {
  if (response.verdict !== 'retry' || isPrivate(sent)) return { result: 'answered' };
  if (response.retryAfterMs !== undefined) return { result: 'asked-to-wait', waitMs: response.retryAfterMs };
  return { result: 'failed', reason: sent.ended === 'answered' ? `status ${sent.status}` : sent.error };
}

function describe(sent: SendResult): { status?: number; error?: string; sendMs: number } {
  const sendMs = sent.durationMs;
  return sent.ended === 'answered' ? { status: sent.status, sendMs } : { error: sent.error, sendMs };
}
