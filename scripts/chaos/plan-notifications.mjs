// @ts-check

/**
 * One notification that ClickBank will send, and what has to become of it. What is expected is written down here,
 * from the protocols and the event matching of `connections.mjs`, without any code of the relay.
 * @typedef {object} PlannedNotification
 * @property {number} number
 * @property {string} connectionId
 * @property {Record<string, unknown>} payload
 * @property {string} outcome
 * @property {{ clickId: string, type: string, sum: string } | undefined} conversion
 * @property {number} copies how often ClickBank sends it though it was accepted
 */

/** Without U, with which the receipts of upsells end. */
const RECEIPT_LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ23456789';
const CONNECTIONS = ['chaos-vendor', 'chaos-affiliate', 'chaos-second'];

/** What ClickBank says, what it is worth, and what it has to become. */
const KINDS = /** @type {const} */ ({
  sale: { type: 'SALE', conversion: 'Purchase', sign: '' },
  upsell: { type: 'SALE', conversion: 'Upsell', sign: '' },
  rebill: { type: 'BILL', conversion: 'Rebill', sign: '' },
  refund: { type: 'RFND', conversion: 'Refund', sign: '-' },
  chargeback: { type: 'CGBK', conversion: 'Chargeback', sign: '-' },
  cancel: { type: 'CANCEL-REBILL', conversion: 'CancelRebill', sign: '0' },
  uncancel: { type: 'UNCANCEL-REBILL', outcome: 'ignored' },
  change: { type: 'SUBSCRIPTION-CHG', outcome: 'ignored' },
  cart: { type: 'ABANDONED_ORDER', conversion: 'CartAbandonment', sign: '0' },
  test: { type: 'TEST', outcome: 'test' },
  testSale: { type: 'TEST_SALE', outcome: 'test' },
  other: { type: 'CUSTOMER_EMAIL_UPDATE', outcome: 'ignored' },
  lost: { type: 'SALE', outcome: 'unattributed' },
});

/** Stories of orders, and how often each is told. A receipt has each conversion type once. */
const STORIES = /** @type {const} */ ([
  [30, ['sale']],
  [15, ['sale', 'upsell']],
  [15, ['sale', 'rebill']],
  [10, ['sale', 'refund']],
  [5, ['sale', 'rebill', 'cancel', 'chargeback']],
  [5, ['sale', 'upsell', 'refund', 'cancel', 'uncancel', 'change']],
  [5, ['cart']],
  [3, ['test']],
  [3, ['testSale']],
  [3, ['other']],
  [3, ['lost']],
]);
const SHARE_SENT_TWICE = 0.05;
/** How far a notification may stray from its place: ClickBank keeps no order. */
const DISORDER = 30;

/**
 * @param {number} count
 * @param {import('../lib/random.mjs').Random} random
 * @returns {PlannedNotification[]} in the order in which they are sent
 */
export function planNotifications(count, random) {
  const total = STORIES.reduce((sum, [weight]) => sum + weight, 0);
  /** @type {PlannedNotification[]} */
  const planned = [];
  while (planned.length < count) {
    let ticket = random.below(total);
    const story = STORIES.find(([weight]) => (ticket -= weight) < 0)?.[1] ?? ['sale'];
    const order = {
      connectionId: random.pick(CONNECTIONS),
      receipt: random.text(8, RECEIPT_LETTERS),
      clickId: random.text(24, '0123456789abcdef'),
    };
    for (const kind of story) planned.push(planOne(planned.length, kind, order, random));
  }
  const strayed = planned
    .slice(0, count)
    .map((one, place) => ({ one, place: place + random.below(DISORDER) }));
  return strayed.sort((a, b) => a.place - b.place).map(({ one }) => one);
}

/**
 * @param {number} number
 * @param {keyof typeof KINDS} kind
 * @param {{ connectionId: string, receipt: string, clickId: string }} order
 * @param {import('../lib/random.mjs').Random} random
 * @returns {PlannedNotification}
 */
function planOne(number, kind, { connectionId, receipt, clickId }, random) {
  const plan = KINDS[kind];
  const cents = 100 + random.below(50_000);
  const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const isAffiliate = connectionId === 'chaos-affiliate';
  const ownReceipt = {
    upsell: `${receipt.slice(0, 7)}U`,
    rebill: `${receipt}-B002`,
    cart: undefined,
    test: '********',
  };
  const hasClickId = ['sale', 'cart', 'testSale', 'test', 'other'].includes(kind);
  const sum = 'sign' in plan ? (plan.sign === '0' ? '0' : plan.sign + amount) : '0';
  return {
    number,
    connectionId,
    outcome: 'conversion' in plan ? 'delivered' : plan.outcome,
    conversion: 'conversion' in plan ? { clickId, type: plan.conversion, sum } : undefined,
    copies: random.next() < SHARE_SENT_TWICE && kind !== 'test' ? 1 : 0,
    payload: {
      transactionTime: formatTime(number),
      ...omitAbsent({
        receipt: Object.hasOwn(ownReceipt, kind) ? ownReceipt[/** @type {'cart'} */ (kind)] : receipt,
      }),
      transactionType: plan.type,
      vendor: isAffiliate ? 'somebody' : 'acme',
      affiliate: isAffiliate ? 'acme' : 'somebody',
      role: isAffiliate ? 'AFFILIATE' : 'VENDOR',
      totalAccountAmount: Number(amount),
      paymentMethod: 'VISA',
      currency: 'USD',
      ...(hasClickId ? { trackingCodes: [clickId] } : {}),
      lineItems: [
        {
          itemNo: '1',
          productTitle: 'Chaos, a field guide',
          lineItemType: kind === 'upsell' ? 'UPSELL' : 'ORIGINAL',
          accountAmount: Number(amount),
          quantity: 1,
        },
      ],
      ...(kind === 'upsell' ? { upsell: { upsellOriginalReceipt: receipt } } : {}),
      ...(isAffiliate ? {} : { customer: { billing: { email: `buyer${number}@example.test` } } }),
      version: random.pick([6, 7, 8]),
    },
  };
}

/** @param {number} number one second after the other */
function formatTime(number) {
  return new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString().replace('.000Z', '+00:00');
}

/** @param {Record<string, unknown>} fields */
function omitAbsent(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
