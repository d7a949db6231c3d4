// @ts-check
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { INGEST_KEY, SECRET_KEY } from './connections.mjs';

/**
 * What ClickBank knows of a notification afterwards.
 * @typedef {object} SentNotification
 * @property {import('./plan-notifications.mjs').PlannedNotification} plan
 * @property {boolean} isAccepted some attempt was answered 2xx
 * @property {number} calls
 */

/** ClickBank waits 3 s and comes again after 4 h, five times; here the hours are seconds, and it is more patient. */
const ANSWER_MS = 3_000;
const ATTEMPTS = 20;
const AGAIN_MS = 1_500;

/** Sends notifications as ClickBank does: again until it is answered 2xx, and sometimes though it was. */
export class ChaosClickBank {
  /** @type {SentNotification[]} */
  sent = [];
  underWay = 0;

  /**
   * @param {readonly string[]} ingestUrls
   * @param {typeof import('../../packages/clickbank/src/index.js').encryptNotification} encrypt
   * @param {import('../lib/random.mjs').Random} random
   */
  constructor(ingestUrls, encrypt, random) {
    this.ingestUrls = ingestUrls;
    this.encrypt = encrypt;
    this.random = random;
  }

  get acceptedConversions() {
    return this.sent.filter(({ isAccepted, plan }) => isAccepted && plan.conversion !== undefined).length;
  }

  /** @param {import('./plan-notifications.mjs').PlannedNotification} plan */
  async send(plan) {
    const record = { plan, isAccepted: false, calls: 0 };
    this.sent.push(record);
    this.underWay += 1;
    try {
      for (let copy = 0; copy <= plan.copies; copy++) await this.sendUntilAccepted(plan, record);
    } finally {
      this.underWay -= 1;
    }
  }

  /**
   * @param {import('./plan-notifications.mjs').PlannedNotification} plan
   * @param {SentNotification} record
   */
  async sendUntilAccepted(plan, record) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      record.calls += 1;
      if (await this.call(plan, attempt)) {
        record.isAccepted = true;
        return;
      }
      await sleep(AGAIN_MS * (0.5 + this.random.next()));
    }
  }

  /**
   * One call, through a load balancer that tries the other ingest where one does not take the connection.
   * @param {import('./plan-notifications.mjs').PlannedNotification} plan
   * @param {number} attempt
   */
  async call({ connectionId, payload }, attempt) {
    const body = JSON.stringify(
      this.encrypt({ ...payload, attemptCount: attempt }, SECRET_KEY, randomBytes(16)),
    );
    for (const url of this.random.shuffle(this.ingestUrls)) {
      try {
        const response = await fetch(`${url}/ins/${connectionId}?key=${INGEST_KEY}`, {
          method: 'POST',
          body,
          signal: AbortSignal.timeout(ANSWER_MS),
        });
        await response.arrayBuffer();
        return response.ok;
      } catch (error) {
        const code = /** @type {{ cause?: { code?: string } }} */ (error).cause?.code;
        if (code !== 'ECONNREFUSED') return false;
      }
    }
    return false;
  }
}
