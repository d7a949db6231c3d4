// @ts-check

/**
 * @typedef {object} Sent what the stand-in ClickBank answers
 * @property {string | null} receipt
 * @property {string | null} clickId
 * @property {boolean | null} accepted
 *
 * @typedef {object} DemoOrder one call of the demo's stream
 * @property {string} name by which later ones refer to it
 * @property {string} title
 * @property {(earlier: Record<string, Sent>) => Record<string, unknown>} order for `POST /clickbank/send`
 * @property {string} [kind] the event it becomes; none for a call that can't be verified
 * @property {string[]} outcomes one for each notification
 */

/** @type {(name: string) => (earlier: Record<string, Sent>) => { parentReceipt: string | null | undefined, clickId: null }} */
const childOf = (name) => (earlier) => ({ parentReceipt: earlier[name]?.receipt, clickId: null });

/**
 * Every event once, and everything that goes wrong in daily life. Children carry no click id of their own, as
 * in life.
 * @type {DemoOrder[]}
 */
export const DEMO_ORDERS = [
  {
    name: 'sale',
    title: 'Sale, INS 8.0',
    order: () => ({ event: 'sale', version: 8 }),
    kind: 'Sale',
    outcomes: ['delivered'],
  },
  {
    name: 'old sale',
    title: 'Sale, INS 6.0',
    order: () => ({ event: 'sale', version: 6, amount: '19.90' }),
    kind: 'Sale',
    outcomes: ['delivered'],
  },
  {
    name: 'bump',
    title: 'Sale with a bump',
    order: () => ({ event: 'bump', amount: '41.05' }),
    kind: 'Sale',
    outcomes: ['delivered'],
  },
  {
    name: 'upsell',
    title: 'Upsell, click id of its parent',
    order: (earlier) => ({ event: 'upsell', amount: '12.00', ...childOf('sale')(earlier) }),
    kind: 'Upsell',
    outcomes: ['delivered'],
  },
  {
    name: 'rebill',
    title: 'Rebill, click id of its parent',
    order: (earlier) => ({ event: 'rebill', ...childOf('sale')(earlier) }),
    kind: 'Rebill',
    outcomes: ['delivered'],
  },
  {
    name: 'refund',
    title: 'Refund of the INS 6.0 sale',
    order: (earlier) => ({ event: 'refund', amount: '19.90', ...childOf('old sale')(earlier) }),
    kind: 'Refund',
    outcomes: ['delivered'],
  },
  {
    name: 'chargeback',
    title: 'Chargeback of the bump sale',
    order: (earlier) => ({ event: 'chargeback', amount: '41.05', ...childOf('bump')(earlier) }),
    kind: 'Chargeback',
    outcomes: ['delivered'],
  },
  {
    name: 'cancel',
    title: 'Rebill cancelled',
    order: (earlier) => ({ event: 'cancel-rebill', ...childOf('sale')(earlier) }),
    kind: 'CancelRebill',
    outcomes: ['delivered'],
  },
  {
    name: 'uncancel',
    title: 'Rebill resumed (matching says None)',
    order: (earlier) => ({ event: 'uncancel-rebill', ...childOf('sale')(earlier) }),
    kind: 'UncancelRebill',
    outcomes: ['ignored'],
  },
  {
    name: 'change',
    title: 'Subscription changed (None)',
    order: (earlier) => ({ event: 'subscription-change', ...childOf('sale')(earlier) }),
    kind: 'SubscriptionChange',
    outcomes: ['ignored'],
  },
  {
    name: 'cart',
    title: 'Cart abandoned',
    order: () => ({ event: 'abandoned-order' }),
    kind: 'CartAbandonment',
    outcomes: ['delivered'],
  },
  {
    name: 'high ticket',
    title: 'Sale over 500, by a rule two conversions',
    order: () => ({ event: 'sale', amount: '640.00' }),
    kind: 'Sale',
    outcomes: ['delivered'],
  },
  {
    name: 'duplicate',
    title: 'One sale, sent five times',
    order: () => ({ event: 'sale', times: 5, amount: '33.30' }),
    kind: 'Sale',
    outcomes: ['delivered', 'duplicate', 'duplicate', 'duplicate', 'duplicate'],
  },
  {
    name: 'test',
    title: 'TEST notification',
    order: () => ({ event: 'test' }),
    kind: 'TestTransactions',
    outcomes: ['test'],
  },
  {
    name: 'other',
    title: 'Something ClickBank may invent',
    order: () => ({ event: 'other:CUSTOMER_AUTH_FAILURE' }),
    kind: 'Other',
    outcomes: ['ignored'],
  },
  {
    name: 'no click',
    title: 'Sale without a click id',
    order: () => ({ event: 'sale', clickId: null }),
    kind: 'Sale',
    outcomes: ['unattributed'],
  },
  {
    name: 'wrong secret',
    title: 'A call with the wrong secret key',
    order: () => ({ event: 'sale', secretKey: 'NOTTHESECRETKEY1', attemptsMax: 1 }),
    outcomes: ['rejected'],
  },
];
