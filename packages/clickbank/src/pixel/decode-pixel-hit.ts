import type { LineItem, RelayEvent } from '@ins-relay/contracts';
import { assembleEvent, type DecodingContext } from '../assemble-event.js';
import { parseAmount } from '../parse-amount.js';
import type { Payload } from '../parse-payload.js';
import { FieldReader } from '../read-fields.js';
import { readReceipt } from '../read-receipt.js';
import { withoutAbsent } from '../without-absent.js';
import { determinePixelEvent } from './determine-pixel-event.js';

const NUMBERS = [1, 2, 3, 4, 5];
const KNOWN_PARAMETERS = new Set([
  'account',
  'aff_sub1',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'affiliate',
  'affiliate_earnings',
  'click_id',
  'clickid',
  'country',
  'currency',
  'event_type',
  'extclid',
  'receipt_id',
  'role',
  'tid',
  'total_transaction_amount',
  'type',
  'vendor',
]);

/**
 * Turns a hit of the order-form pixel, or an S2S postback of ClickBank's with its macros as parameters, into the
 * canonical event. Our click id is `clickid`, `tid`, `extclid` or `aff_sub1…5`; ClickBank's macro `{click_id}` is its
 * own. Never throws; see `decodeNotification`.
 * @param payload a `PixelHit`
 */
export function decodePixelHit(payload: Payload, context: DecodingContext): RelayEvent {
  const hit = FieldReader.ofRoot(payload);
  const root = hit.object('parameters');
  const { connection } = context;
  const { kind, pixelType, transactionType } = determinePixelEvent(
    root.allTexts(),
    connection?.pixel.events ?? {},
  );
  const receivedAt = hit.text('receivedAt');
  const role = root.text('role')?.toUpperCase() ?? connection?.clickbank.role ?? '';
  return assembleEvent(context, {
    transactionType,
    version: 'pixel',
    role,
    vendor: root.text('vendor'),
    affiliate: root.text('affiliate'),
    receipt: readReceipt(root, 'receipt_id'),
    transactionTime: receivedAt,
    transactionTimeRaw: receivedAt,
    currency: root.text('currency'),
    ...readAmounts(root, role),
    trackingCodes: [...root.texts('clickid'), ...root.texts('tid')],
    customer: withoutAbsent({ country: root.text('country') }),
    isUpsell: kind === 'Upsell',
    pixelType,
    vendorVariables: {},
    affiliateTracking: withoutAbsent({
      extclid: root.text('extclid'),
      ...Object.fromEntries(NUMBERS.map((n) => [`affSub${n}`, root.text(`aff_sub${n}`)])),
    }) as Record<string, string>,
    commonTracking: withoutAbsent({ clickId: root.text('click_id') }) as Record<string, string>,
    extra: root.rest(KNOWN_PARAMETERS),
    unreadable: root.unreadable,
  });
}

/** `{affiliate_earnings}` is what an affiliate's account earns, and what a vendor pays out. */
function readAmounts(
  root: FieldReader,
  role: string,
): Pick<RelayEvent, 'totalAccountAmount' | 'totalOrderAmount' | 'lineItems'> {
  const totalOrderAmount = root.parsed('total_transaction_amount', 'totalOrderAmount', parseAmount);
  if (role === 'AFFILIATE') {
    const totalAccountAmount = root.parsed('affiliate_earnings', 'totalAccountAmount', parseAmount);
    return { totalAccountAmount, totalOrderAmount, lineItems: [] };
  }
  const affiliatePayout = root.parsed('affiliate_earnings', 'lineItems.0.affiliatePayout', parseAmount);
  const lineItems: LineItem[] = affiliatePayout === undefined ? [] : [{ affiliatePayout }];
  return { totalOrderAmount, lineItems };
}
