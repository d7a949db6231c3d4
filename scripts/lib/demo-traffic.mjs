// @ts-check
import { sendOrder } from './send-order.mjs';

const INTERVAL_MS = 4_000;

/**
 * An event every few seconds, so that there is something to watch.
 * @param {import('./start-stack.mjs').RunningStack} running
 * @param {AbortSignal} ending stops it
 */
export function startTraffic({ stack, target }, ending) {
  /** @type {string[]} */
  const receipts = [];
  const timer = setInterval(async () => {
    try {
      const order = inventOrder(receipts, Math.random);
      const { receipt } = await sendOrder(stack, { ...target, ...order, wait: false });
      if (order.event === 'sale' && receipt !== null) receipts.push(receipt);
      if (receipts.length > 100) receipts.shift();
    } catch (error) {
      console.error(`The demo traffic could not be sent: ${error instanceof Error ? error.message : error}`);
    }
  }, INTERVAL_MS);
  ending.addEventListener('abort', () => clearInterval(timer));
}

/**
 * One event of the slow traffic afterwards: mostly sales, now and then one about an earlier sale.
 * @param {readonly string[]} receipts of earlier sales
 * @param {() => number} random 0 ≤ n < 1
 * @returns {Record<string, unknown>}
 */
function inventOrder(receipts, random) {
  const cents = 500 + Math.floor(random() * 9_500);
  const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const parentReceipt = receipts[Math.floor(random() * receipts.length)];
  const event = pick(
    ['sale', 'sale', 'sale', 'bump', 'upsell', 'rebill', 'refund', 'abandoned-order'],
    random,
  );
  const version = pick([6, 7, 7, 8], random);
  const isChild = event === 'upsell' || event === 'rebill' || event === 'refund';
  if (!isChild) return { event, version, amount };
  if (parentReceipt === undefined) return { event: 'sale', version, amount };
  // A parent may be rebilled more than once; the number makes each of them one of its own.
  const receipt =
    event === 'rebill'
      ? `${parentReceipt}-B${String(2 + Math.floor(random() * 998)).padStart(3, '0')}`
      : undefined;
  return { event, version, amount, parentReceipt, receipt, clickId: null };
}

/**
 * @template T
 * @param {readonly T[]} choices
 * @param {() => number} random
 * @returns {T}
 */
function pick(choices, random) {
  return /** @type {T} */ (choices[Math.floor(random() * choices.length)]);
}
