import type { PixelUrls } from '@ins-relay/clickbank';
import type { Connection } from '@ins-relay/contracts';

export interface PixelChoice {
  readonly role?: 'affiliate' | 'seller' | undefined;
  /** RedTrack's own pixel, whatever the event matching says. */
  readonly direct?: boolean | undefined;
}

/** Where to paste the order-form pixel: ours, or RedTrack's while the event matching sends no InitiateCheckout. */
export function describeOrderForm(urls: PixelUrls, connection: Connection, choice: PixelChoice): string {
  const { clickbank, events, id } = connection;
  const isSent = events.InitiateCheckout != null;
  const isDirect = choice.direct === true || !isSent;
  const role = choice.role ?? (clickbank.role === 'AFFILIATE' ? 'affiliate' : 'seller');
  const places = [
    ['Role', role === 'affiliate' ? 'Affiliate' : 'Seller'],
    ['Box', 'Order Form'],
    ['Affiliate tracking code', 'the click id (what the hoplink’s tid carries)'],
    ['Pixel URL', isDirect ? urls.direct : urls.orderForm],
    ...(isDirect ? [] : urls.orderFormByHost.map((url) => ['or', url])),
  ];
  const paragraphs = [
    [
      'In ClickBank: Integrated sales reporting → Tracking code creator',
      ...places.map(([place = '', what = '']) => `  ${place.padEnd(25)}${what}`),
    ],
    ...(role === 'affiliate' ? [['Affiliate pixels do not fire on test-card orders.']] : []),
    [
      'On a page of your own, with the click id in place of CLICKID:',
      `  ${isDirect ? urls.directImageTag : urls.imageTag}`,
    ],
    ...(isDirect ? [isSent ? describeTwice(id) : describeNone(id, urls.orderForm)] : []),
  ];
  return paragraphs.map((lines) => lines.join('\n')).join('\n\n');
}

function describeNone(id: string, orderForm: string): string[] {
  return [
    `It goes to RedTrack directly, for the event matching of ${id} says None for InitiateCheckout.`,
    'Hits of this relay’s pixel would be recorded and not sent. To have them sent, write',
    '    InitiateCheckout: { type: InitiateCheckout, amount: 0 }',
    'into its events, apply, and use',
    `    ${orderForm}`,
  ];
}

function describeTwice(id: string): string[] {
  return [
    `It goes to RedTrack directly. The event matching of ${id} sends InitiateCheckout too:`,
    'use one of the two pixels, or checkouts are counted twice.',
  ];
}

/** ClickBank's S2S postback, and what its events become. */
export function describeS2s(urls: PixelUrls, connection: Connection): string {
  const { id, pixel } = connection;
  const events = Object.entries(pixel.events).map(([type, kind]) => `  ${type} → ${kind ?? 'None'}`);
  const withoutSum = pixelEventsWithoutSum(connection);
  const warning = `

warning: S2S tells a vendor no totalAccountAmount, so ${withoutSum.join(' and ')} would be quarantined.
    fix: amountFrom: totalOrderAmount in the event matching of ${id}, or None in pixel.events`;
  return `S2S postback URL of ${id}. It ends with the ingest key: whoever has it can report sales.

${urls.s2s}

What ClickBank’s events become here (pixel.events):
${events.join('\n')}

INS reports purchases too, with their refunds and rebills; a purchase that both report counts once.${withoutSum.length === 0 ? '' : warning}`;
}

/** Of a vendor's S2S events, those that are sent with a sum which S2S does not tell. */
function pixelEventsWithoutSum({ amount, clickbank, events, pixel }: Connection): string[] {
  if (clickbank.role !== 'VENDOR') return [];
  return Object.entries(pixel.events).flatMap(([type, kind]) => {
    const match = kind === 'Sale' || kind === 'Upsell' ? events[kind] : undefined;
    if (match == null || match.amount !== undefined || match.amountExpression !== undefined) return [];
    return (match.amountFrom ?? amount.from) === 'totalAccountAmount' ? [type] : [];
  });
}
