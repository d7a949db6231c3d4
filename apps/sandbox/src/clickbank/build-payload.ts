import { buildCustomer } from './build-customer.js';
import { buildLineItems } from './build-line-items.js';
import { buildTracking } from './build-tracking.js';
import type { Receipts } from './choose-receipts.js';
import { deriveFigures, TEST_FIGURES, type Figures } from './derive-figures.js';
import type { EventDeclaration } from './event-catalog.js';
import { formatTransactionTime, type InsVersion } from './format-transaction-time.js';
import type { JsonObject } from './merge-json.js';

export interface PayloadOrder {
  readonly declaration: EventDeclaration;
  readonly version: InsVersion;
  readonly account: string;
  readonly role: 'VENDOR' | 'AFFILIATE';
  readonly receipts: Receipts;
  /** The marketer's click id; null: the notification carries none. */
  readonly clickId: string | null;
  /** What the account earns; ignored by a TEST, which is always about 1.00. */
  readonly amount: string;
  readonly currency: string;
  readonly timeMs: number;
}

const FLOW_ID = 62_496;

/**
 * The plaintext of a notification as that version of INS has it: its keys in its order, and nothing that it
 * would leave out. `attemptCount` is 1.
 */
export function buildPayload(order: PayloadOrder): JsonObject {
  const { declaration, version, account, receipts, currency, timeMs } = order;
  const isTest = declaration.transactionType === 'TEST';
  // ClickBank's TEST is always told as to a vendor.
  const role = isTest ? 'VENDOR' : order.role;
  const isOrder = declaration.lineItemTypes.length > 0;
  const figures = isTest ? TEST_FIGURES : deriveFigures(order.amount);
  const sellsAsVendor = role === 'VENDOR';
  return {
    transactionTime: formatTransactionTime(timeMs, version),
    receipt: receipts.receipt,
    transactionType: declaration.transactionType,
    vendor: sellsAsVendor ? account : 'somevendor',
    affiliate: isTest ? undefined : sellsAsVendor ? 'someaffil' : account,
    role,
    ...(isOrder ? buildTotals(figures, role) : {}),
    currency,
    orderLanguage: isTest ? undefined : 'EN',
    trackingCodes: order.clickId === null || isTest ? undefined : [order.clickId],
    lineItems: isOrder ? buildLineItems({ declaration, version, figures, role, timeMs }) : undefined,
    customer: buildCustomer(role, isTest, receipts.receipt),
    upsell: buildUpsell(order),
    version,
    attemptCount: 1,
    vendorVariables: sellsAsVendor && !isTest ? { cbfid: String(FLOW_ID), template: 'sandbox' } : undefined,
    ...(isTest ? {} : buildTracking(version, role, timeMs)),
  };
}

/** An affiliate is not told what the customer paid. */
function buildTotals(figures: Figures, role: 'VENDOR' | 'AFFILIATE'): JsonObject {
  const orderTotals = {
    totalOrderAmount: figures.ordered,
    totalTaxAmount: figures.tax,
    totalShippingAmount: 0,
  };
  return {
    totalAccountAmount: figures.earned,
    paymentMethod: 'VISA',
    ...(role === 'VENDOR' ? orderTotals : {}),
  };
}

/** The first order of a flow carries one too, with its own receipt: the object alone does not make an upsell. */
function buildUpsell({ declaration, version, receipts }: PayloadOrder): JsonObject | undefined {
  const [lineItemType] = declaration.lineItemTypes;
  const isUpsell = lineItemType === 'UPSELL' || lineItemType === 'DOWNSELL';
  if (declaration.transactionType !== 'SALE') return undefined;
  return {
    upsellOriginalReceipt: isUpsell ? receipts.parentReceipt : receipts.receipt,
    upsellFlowId: FLOW_ID,
    upsellSession: 'SANDBOXSESSION',
    upsellPath: isUpsell ? (lineItemType === 'UPSELL' ? 'a' : 'd') : undefined,
    upsellFlowName: version >= 7 ? 'Sandbox flow' : undefined,
  };
}
