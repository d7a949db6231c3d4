// @ts-check
// Fills a ledger with events of the last weeks, through the ledger's own writer: `seed-ledger.mjs <Redis> <count>`.
import { randomBytes } from 'node:crypto';
import { createEventId } from '@ins-relay/contracts';
import { LedgerWriter } from '@ins-relay/ledger';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { Redis } from 'ioredis';
import { toClickId, writeNotification } from './notifications.mjs';

const [, , url = '', countText = ''] = process.argv;
const count = Number(countText);
const DAYS = 30;
const DAY_MS = 86_400_000;
const AT_ONCE = 200;
/** Of a hundred events so many were not delivered. */
const FAILED_OF_100 = 2;
const KEEP_SECONDS = 45 * 86_400;
/** Away from those that the load generator will take. */
const FIRST_NUMBER = 1_000_000_000;

const redis = new Redis(url);
const keyring = new Keyring(parseMasterKeys(process.env.MASTER_KEYS ?? ''));
const writer = new LedgerWriter({ redis, keyPrefix: '{ins}', keyring, keepSeconds: KEEP_SECONDS });
const startMs = Date.now() - DAYS * DAY_MS;

for (let i = 0; i < count; i += AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, k) => seed(i + k)));
}
redis.disconnect();

/** @param {number} i */
async function seed(i) {
  const number = FIRST_NUMBER + i;
  const atMs = Math.floor(startMs + (i / count) * DAYS * DAY_MS);
  const eventId = createEventId(atMs, randomBytes(11));
  const clickId = toClickId(number);
  const rdtkEventId = `bench-0-SALE-${number}`;
  const about = { generation: 0, ordinal: 1 };
  const isFailed = i % 100 < FAILED_OF_100;
  await writer.append(
    eventId,
    [
      {
        type: 'received',
        atMs,
        connectionId: `bench-${i % 3}`,
        source: 'ins',
        verification: 'encrypted',
        kind: 'Sale',
        transactionType: 'SALE',
        version: '8.0',
        receipt: `S${number.toString(36).toUpperCase()}`,
      },
      {
        type: 'mapped',
        atMs: atMs + 4,
        generation: 0,
        matchedBy: 'event matching',
        clickId,
        clickIdSource: 'trackingCodes',
        postbacks: [{ ordinal: 1, conversionType: 'Purchase', sum: '28.94', currency: 'USD', rdtkEventId }],
      },
    ],
    {
      record: {
        notification: writeNotification(number),
        urls: [
          `https://track.example/postback?clickid=${clickId}&sum=28.94&type=Purchase&rdtk_event_id=${rdtkEventId}`,
        ],
      },
      email: `buyer.${number}@example.test`,
    },
  );
  await writer.append(eventId, [
    { type: 'attempt', atMs: atMs + 9, ...about, attempt: 1, durationMs: 4, status: isFailed ? 400 : 200 },
    {
      type: 'postback-settled',
      atMs: atMs + 9,
      ...about,
      outcome: isFailed ? 'failed' : 'delivered',
      ...(isFailed ? { cause: 'refused-by-redtrack' } : {}),
    },
  ]);
}
