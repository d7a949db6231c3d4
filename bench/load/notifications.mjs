// @ts-check
import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deriveAesKey } from '@ins-relay/clickbank';

export const SECRET_KEY = 'BENCHSECRETKEY12';
export const INGEST_KEY = 'benchIngestKey0123456789';
export const ACCOUNT = 'testvendor';
/** The first half of every click id; the second is the number of the event. */
const CLICK_PREFIX = '65f1c0de';

const MARK = { receipt: 'RCPTMARK', clickId: 'CLICKMARK', email: 'mailmark' };
const fixture = new URL('../../packages/clickbank/fixtures/v8-sale-vendor-plain.json', import.meta.url);
/** A genuine sale of INS 8.0, with a receipt, a customer and a click id of its own for every event. */
const TEMPLATE = JSON.stringify(fillMarks(JSON.parse(readFileSync(fixture, 'utf8')).payload));
const AES_KEY = deriveAesKey(SECRET_KEY);

/** @param {any} payload */
function fillMarks(payload) {
  const { customer, upsell } = payload;
  for (const part of [customer.shipping, customer.billing]) part.email = `${MARK.email}@example.test`;
  return {
    ...payload,
    vendor: ACCOUNT,
    receipt: MARK.receipt,
    trackingCodes: [MARK.clickId],
    upsell: { ...upsell, upsellOriginalReceipt: MARK.receipt },
  };
}

/** @param {number} number @returns {string} the notification's JSON text */
export function writeNotification(number) {
  return TEMPLATE.replaceAll(MARK.receipt, `B${number.toString(36).toUpperCase().padStart(7, '0')}`)
    .replaceAll(MARK.email, `buyer.${number}`)
    .replace(MARK.clickId, toClickId(number));
}

/** @param {number} number @returns {string} as ClickBank posts it */
export function writeEnvelope(number) {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', AES_KEY, iv);
  const encrypted = Buffer.concat([cipher.update(writeNotification(number), 'utf8'), cipher.final()]);
  return JSON.stringify({ notification: encrypted.toString('base64'), iv: iv.toString('base64') });
}

/** @param {number} number */
export function toClickId(number) {
  return CLICK_PREFIX + number.toString(16).padStart(16, '0');
}

/** @param {string} url of a postback @returns {number} the number of its event; NaN if it is none of ours */
export function readNumber(url) {
  const at = url.indexOf(CLICK_PREFIX);
  return at === -1 ? Number.NaN : parseInt(url.slice(at + CLICK_PREFIX.length, at + 24), 16);
}
