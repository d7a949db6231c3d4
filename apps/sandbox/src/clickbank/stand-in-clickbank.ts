import { randomBytes } from 'node:crypto';
import type { OnModuleDestroy } from '@nestjs/common';
import { encryptNotification } from '@ins-relay/clickbank';
import { Agent } from 'undici';
import { buildPayload } from './build-payload.js';
import { chooseReceipts } from './choose-receipts.js';
import { createReceipt } from './create-receipt.js';
import { deliverNotification, type DeliveryAttempt } from './deliver-notification.js';
import { findEventDeclaration } from './event-catalog.js';
import { mergeJson, type JsonObject } from './merge-json.js';
import type { SendOrder } from './send-order.js';

/** What was sent, and what came of it so far. */
export interface SentNotification {
  readonly sentAt: string;
  readonly event: string;
  readonly version: number;
  readonly account: string;
  readonly receipt: string | null;
  readonly parentReceipt: string | null;
  readonly clickId: string | null;
  readonly attempts: DeliveryAttempt[];
  /** Null while it is under way; true when each of the `times` was answered with 2xx. */
  accepted: boolean | null;
}

export interface StandInClickBankOptions {
  readonly retryIntervalMs: number;
  /** How many sent notifications are remembered. */
  readonly sentMax: number;
}

/** Builds, encrypts and sends notifications, and tries again as ClickBank does. */
export class StandInClickBank implements OnModuleDestroy {
  private readonly sent: SentNotification[] = [];
  private readonly stopping = new AbortController();
  private readonly agent = new Agent({ connections: 200 });

  constructor(private readonly options: StandInClickBankOptions) {}

  /** @returns what is sent, and a promise that resolves when nothing more will be tried */
  send(order: SendOrder): { sent: SentNotification; done: Promise<void> } {
    const { payload, sent } = prepare(order);
    this.sent.push(sent);
    if (this.sent.length > this.options.sentMax) this.sent.shift();
    return { sent, done: this.deliverAll(order, payload, sent) };
  }

  /** Newest first. */
  listSent(limit: number): SentNotification[] {
    return this.sent.slice(-limit).reverse();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.agent.destroy();
  }

  private async deliverAll(order: SendOrder, payload: JsonObject, sent: SentNotification): Promise<void> {
    let copiesStarted = 0;
    let copiesAccepted = 0;
    const deliverCopies = async () => {
      while (copiesStarted < order.times) {
        const isAccepted = await this.deliver(order, payload, sent, ++copiesStarted);
        if (isAccepted) copiesAccepted += 1;
      }
    };
    await Promise.all(Array.from({ length: order.concurrency }, deliverCopies));
    sent.accepted = copiesAccepted === order.times;
  }

  private deliver(
    order: SendOrder,
    payload: JsonObject,
    sent: SentNotification,
    firstAttemptCount: number,
  ): Promise<boolean> {
    const createBody = (attemptCount: number) =>
      JSON.stringify(encryptNotification({ ...payload, attemptCount }, order.secretKey, createIv()));
    return deliverNotification({
      insUrl: order.insUrl,
      contentType: order.contentType,
      createBody,
      firstAttemptCount,
      attemptsMax: order.attemptsMax,
      timeoutMs: order.timeoutMs,
      retryIntervalMs: order.retryIntervalMs ?? this.options.retryIntervalMs,
      signal: this.stopping.signal,
      dispatcher: this.agent,
      onAttempt: (attempt) => sent.attempts.push(attempt),
    });
  }
}

function prepare(order: SendOrder): { payload: JsonObject; sent: SentNotification } {
  const { event, version, account, role, amount, currency, transactionTime, overrides } = order;
  const declaration = findEventDeclaration(event);
  if (declaration === undefined) throw new Error(`${event} is not an event that can be sent`);
  const receipts = chooseReceipts(declaration, order, () => createReceipt(randomBytes(8)));
  // RedTrack's click ids are 24 hex characters.
  const clickId = order.clickId === undefined ? randomBytes(12).toString('hex') : order.clickId;
  const timeMs = transactionTime === undefined ? Date.now() : Date.parse(transactionTime);
  const payload = buildPayload({
    declaration,
    version,
    account,
    role,
    receipts,
    clickId,
    amount,
    currency,
    timeMs,
  });
  return {
    payload: mergeJson(payload, overrides),
    sent: {
      sentAt: new Date().toISOString(),
      event,
      version,
      account,
      receipt: receipts.receipt ?? null,
      parentReceipt: receipts.parentReceipt ?? null,
      clickId,
      attempts: [],
      accepted: null,
    },
  };
}

/** 16 characters of upper-case hex, as genuine notifications have it. */
function createIv(): Buffer {
  return Buffer.from(randomBytes(8).toString('hex').toUpperCase(), 'ascii');
}
