/** RedTrack's six ways with a conversion that comes again, set per conversion type or for all. */
export const DUPLICATE_MODES = [
  /** Create new. */
  'create-new',
  /** Create new: new or repeated. The second one is marked as repeated. */
  'create-new-or-repeated',
  /** Ignore duplicates: one conversion per click id and type. */
  'ignore',
  /** Edit conversion with new data. */
  'edit',
  /** Keep original data, increment payout: every retry inflates the revenue. */
  'increment-payout',
  /** Ignore duplicate postbacks by event id (`rdtk_event_id`): the one under which a retry does no harm. */
  'ignore-by-event-id',
] as const;

export type DuplicateMode = (typeof DUPLICATE_MODES)[number];

/** What a postback does to the books. */
export type BookingVerdict = 'create' | 'create-repeated' | 'edit' | 'increment' | 'drop';

/** What the books hold already. */
export interface EarlierConversions {
  /** One with the same click id and type. */
  readonly isClickAndTypeKnown: boolean;
  /** One with the same event id; false when the postback carries none. */
  readonly isEventIdKnown: boolean;
}

export function judgeDuplicate(mode: DuplicateMode, earlier: EarlierConversions): BookingVerdict {
  const { isClickAndTypeKnown, isEventIdKnown } = earlier;
  switch (mode) {
    case 'create-new':
      return 'create';
    case 'create-new-or-repeated':
      return isClickAndTypeKnown ? 'create-repeated' : 'create';
    case 'ignore':
      return isClickAndTypeKnown ? 'drop' : 'create';
    case 'edit':
      return isClickAndTypeKnown ? 'edit' : 'create';
    case 'increment-payout':
      return isClickAndTypeKnown ? 'increment' : 'create';
    case 'ignore-by-event-id':
      return isEventIdKnown ? 'drop' : 'create';
  }
}
