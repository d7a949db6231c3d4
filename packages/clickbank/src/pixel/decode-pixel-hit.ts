import type { LineItem, RelayEvent } from '@ins-relay/contracts';
import { assembleEvent, type DecodingContext } from '../assemble-event.js';
import { parseAmount } from '../parse-amount.js';
import type { Payload } from '../parse-payload.js';
import { FieldReader } from '../read-fields.js';
import { readReceipt } from '../read-receipt.js';
import { withoutAbsent } from '../without-absent.js';
import { determinePixelEvent } from './determine-pixel-event.js';
import { PIXEL_PARAMETERS } from './pixel-parameters.js';

const NUMBERS = [1, 2, 3, 4, 5];
/** ClickBank's id of the event has no place of its own, so it stays among the rest. */
const READ_PARAMETERS = new Set([...PIXEL_PARAMETERS].filter((name) => name !== 'event_id'));
/** The tracking-code creator calls a vendor so. */
const SELLER = 'SELLER';

/**
 * Turns a hit of the order-form pixel, or an S2S postback of ClickBank's with its macros as parameters, into the
 * canonical event. Our click id is `clickid`, `tid`, `extclid` or `aff_sub1…5`; ClickBank's macro `{click_id}` is its
 * own. Never throws; see `decodeNotification`.
 *
 * Of a hit without the ingest key neither the receipt nor an amount is believed: anybody could give a receipt another
 * click id, which its rebills and refunds would inherit, or a checkout a price.
 * @param payload a `PixelHit`
 */
export function decodePixelHit(payload: Payload, context: DecodingContext): RelayEvent {
  const { parameters } = payload;
  const { connection } = context;
  // A reader of its own, so that what it can't read is named as the event knows it.
  const root = FieldReader.ofRoot(isObject(parameters) ? parameters : {});
  const hasKey = context.verification === 'key';
  const { kind, pixelType, transactionType } = determinePixelEvent(
    root.allTexts(),
    connection?.pixel.events ?? {},
    hasKey,
  );
  const receivedAt = FieldReader.ofRoot(payload).text('receivedAt');
  const role = readRole(root) ?? connection?.clickbank.role ?? '';
  return assembleEvent(context, {
    transactionType,
    version: 'pixel',
    role,
    vendor: root.text('vendor'),
    affiliate: root.text('affiliate'),
    receipt: hasKey ? readReceipt(root, 'receipt_id') : undefined,
    transactionTime: receivedAt,
    transactionTimeRaw: receivedAt,
    currency: root.text('currency'),
    ...(hasKey ? readAmounts(root, role) : { lineItems: [] }),
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
    extra: root.rest(READ_PARAMETERS),
    unreadable: root.unreadable,
  });
}

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As INS writes it: a purchase is the same transaction whoever reports it. */
function readRole(root: FieldReader): string | undefined {
  const role = root.text('role')?.toUpperCase();
  return role === SELLER ? 'VENDOR' : role;
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
