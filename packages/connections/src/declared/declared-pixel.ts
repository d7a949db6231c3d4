import { Transform } from 'class-transformer';
import { EVENT_KINDS, type EventKind } from '@ins-relay/contracts';
import { findClosestWord } from '@ins-relay/mapping';
import { CheckedBy, type Check, type Flaw } from './checked-by.js';
import { IntegerBetween, isMap, ListOfTexts, type TextCheck } from './fields.js';
import { NONE } from './none.js';

const DAY_SECONDS = 86_400;

const checkHost: TextCheck = (host) =>
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host)
    ? undefined
    : {
        problem: 'is not a host name',
        fix: 'write it alone and in small letters, such as pixel.example.com',
      };

const KINDS_AND_NONE: readonly string[] = [...EVENT_KINDS, NONE];

const checkEvents: Check = (value) => {
  if (!isMap(value))
    return { problem: 'is not a map', fix: 'write `Order Form Impression: InitiateCheckout`' };
  return Object.entries(value).flatMap(([type, kind]): Flaw[] => {
    if (typeof kind === 'string' && KINDS_AND_NONE.includes(kind)) return [];
    const meant = findClosestWord(String(kind), KINDS_AND_NONE);
    const fix = meant === undefined ? `write one of ${KINDS_AND_NONE.join(', ')}` : `did you mean ${meant}?`;
    return [{ problem: 'is no event, nor None', fix, at: [type] }];
  });
};

/** What ClickBank's S2S postbacks call their events. INS reports purchases too, with their refunds. */
export function createDefaultPixelEvents(): Record<string, EventKind | typeof NONE> {
  return {
    'Order Form Impression': 'InitiateCheckout',
    AddPaymentInfo: NONE,
    'Initial Purchase': NONE,
    'Upsell Purchase': NONE,
    Combined: NONE,
  };
}

/** None may be written in any case. */
function expandKind(kind: unknown): unknown {
  return typeof kind === 'string' && kind.trim().toLowerCase() === NONE.toLowerCase() ? NONE : kind;
}

function expandEvents(value: unknown): unknown {
  if (!isMap(value)) return value;
  const given = Object.entries(value).map(([type, kind]) => [type, expandKind(kind)] as const);
  return { ...createDefaultPixelEvents(), ...Object.fromEntries(given) };
}

/** The order-form pixel, and ClickBank's S2S postbacks. */
export class DeclaredPixel {
  /** Under which `/postback` without a connection's id means this connection. */
  @ListOfTexts(253, checkHost) hosts: string[] = [];
  @IntegerBetween(0, 7 * DAY_SECONDS) windowSeconds = 1_800;
  /** S2S `{event_type}` → event, or None. What is not mentioned has its default. */
  @Transform(({ value }) => expandEvents(value))
  @CheckedBy(checkEvents)
  events: Record<string, EventKind | typeof NONE> = createDefaultPixelEvents();
}
