import type { Figures } from './derive-figures.js';
import type { EventDeclaration } from './event-catalog.js';
import { formatTransactionTime, type InsVersion } from './format-transaction-time.js';
import type { JsonObject } from './merge-json.js';

const MONTH_MS = 30 * 86_400_000;

interface LineItemContext {
  readonly declaration: EventDeclaration;
  readonly version: InsVersion;
  readonly figures: Figures;
  readonly role: 'VENDOR' | 'AFFILIATE';
  readonly timeMs: number;
}

/** One line for each line item type of the event; the figures are on the first, further ones are free. */
export function buildLineItems(context: LineItemContext): JsonObject[] {
  const isTest = context.declaration.transactionType === 'TEST';
  return context.declaration.lineItemTypes.map((lineItemType, i) => ({
    itemNo: isTest ? '1' : `item-${i + 1}`,
    productTitle: isTest ? 'A passed in title' : `Product ${i + 1} (${lineItemType.toLowerCase()})`,
    shippable: false,
    recurring: context.declaration.rebillStatus !== undefined,
    accountAmount: i === 0 ? context.figures.earned : 0,
    quantity: 1,
    downloadUrl: isTest ? undefined : `https://shop.example/thanks/?item=item-${i + 1}`,
    // Version 6 leaves it out of its TEST.
    lineItemType: isTest && context.version === 6 ? undefined : lineItemType,
    ...(context.version >= 7 ? buildPrices(context, i === 0) : {}),
    paymentPlan: buildPaymentPlan(context),
  }));
}

function buildPrices({ figures, role }: LineItemContext, isFirst: boolean): JsonObject {
  return {
    productPrice: isFirst ? figures.price : 0,
    productDiscount: 0,
    taxAmount: isFirst ? figures.tax : 0,
    shippingAmount: 0,
    shippingLiable: false,
    affiliatePayout: role === 'VENDOR' && isFirst ? figures.affiliatePayout : undefined,
  };
}

function buildPaymentPlan({
  declaration,
  figures,
  timeMs,
  version,
}: LineItemContext): JsonObject | undefined {
  const { rebillStatus } = declaration;
  if (rebillStatus === undefined) return undefined;
  return {
    rebillStatus,
    rebillFrequency: 'MONTHLY',
    rebillAmount: figures.price,
    paymentsProcessed: 2,
    paymentsRemaining: 10,
    nextPaymentDate: formatTransactionTime(timeMs + MONTH_MS, version),
  };
}
