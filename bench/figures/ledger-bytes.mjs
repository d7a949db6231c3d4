// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeNotification } from '@ins-relay/clickbank';
import { forgetKeys } from '../lib/forget-keys.mjs';
import { relayEvents } from '../lib/relay-events.mjs';
import { buildRow } from '../lib/row.mjs';
import { SERVICES } from '../lib/side.mjs';
import { ACCOUNT, writeNotification } from '../load/notifications.mjs';

const QUEUES = ['notification.map', 'notification.batch', 'postback.deliver', 'postback.batch'];
/** What holds an event besides the ledger: dedupe claims, click links, and BullMQ's own. */
const BESIDES = ['{ins}:claim:*', '{ins}:click:*', '{ins}:notification.*', '{ins}:postback.*'];

/**
 * What an event leaves behind in Redis once it is settled. Read twice: with everything, and with the ledger alone
 * (timeline, sealed notification and postback, indexes, look-ups).
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureLedgerBytes(bench) {
  const count = bench.isQuick ? 8_000 : 50_000;
  const side = await bench.startProduct();
  await relayEvents(bench, side, 200);
  await waitForEmptyQueues(side);
  await stopServices(side);
  await forgetAllEvents(side);
  const before = await readBytes(side);
  for (const service of SERVICES) await side.start(service);
  await relayEvents(bench, side, count);
  await waitForEmptyQueues(side);
  await stopServices(side);
  const all = ((await readBytes(side)) - before) / count;
  for (const pattern of BESIDES) await forgetKeys(side.redis, pattern);
  const ledger = ((await readBytes(side)) - before) / count;
  await bench.stopAll();
  const event = decodeNotification(JSON.parse(writeNotification(1)), {
    account: ACCOUNT,
    verification: 'encrypted',
  });
  const baseline = [Buffer.byteLength(JSON.stringify(event))];
  const baselineName = 'the JSON of the event';
  const events = `${count.toLocaleString('en')} events in a day`;
  return [
    buildRow({
      figure: 'ledger-bytes',
      what: `Redis for a settled event in the ledger, look-ups included (${events})`,
      unit: 'B',
      product: [ledger],
      baseline,
      baselineName,
      goal: { of: 'ratio', most: 0.6 },
    }),
    buildRow({
      figure: 'ledger-bytes',
      what: 'the same with its dedupe claim and its click link',
      unit: 'B',
      product: [all],
      baseline,
      baselineName,
    }),
  ];
}

/** @param {import('../lib/side.mjs').Side} side */
async function stopServices(side) {
  for (const service of SERVICES) await side.stopService(service);
}

/** What the first events brought along (scripts, statistics) is not counted, they themselves are. @param {import('../lib/side.mjs').Side} side */
async function forgetAllEvents({ redis }) {
  for (const pattern of [...BESIDES, '{ins}:ev:*', '{ins}:lx:*', '{ins}:ix:*'])
    await forgetKeys(redis, pattern);
}

/** @param {import('../lib/side.mjs').Side} side @returns {Promise<number>} what Redis has allocated for keys and values */
async function readBytes({ redis }) {
  const info = await redis.info('memory');
  const read = (/** @type {string} */ field) => Number(new RegExp(`${field}:(\\d+)`).exec(info)?.[1] ?? 0);
  // Buffers of clients and of the AOF come and go.
  return read('used_memory') - read('mem_clients_normal') - read('mem_aof_buffer');
}

/** The last postback has arrived before it is settled. @param {import('../lib/side.mjs').Side} side */
async function waitForEmptyQueues({ redis }) {
  for (;;) {
    const active = await Promise.all(QUEUES.map((queue) => redis.llen(`{ins}:${queue}:active`)));
    if (active.every((length) => length === 0)) return;
    await sleep(20);
  }
}
