/** How an event that can be ordered from the stand-in ClickBank looks on the wire. */
export interface EventDeclaration {
  readonly transactionType: string;
  /** One line item each; none: the payload has no line items. */
  readonly lineItemTypes: readonly string[];
  /**
   * Whose receipt it carries: `own` a new one; `rebill` that of its parent with `-B002`; `parent` that of the
   * transaction it reverses or changes; `masked` asterisks; `none` no receipt unless one is given.
   */
  readonly receipt: 'own' | 'rebill' | 'parent' | 'masked' | 'none';
  /** The state of the subscription, where there is one. */
  readonly rebillStatus?: 'ACTIVE' | 'CANCELED';
}

const sale = { transactionType: 'SALE', receipt: 'own' } as const;
const reversal = { lineItemTypes: ['ORIGINAL'], receipt: 'parent' } as const;

/** The events by the names under which they are ordered; `other:<TYPE>` sends any further transaction type. */
export const CLICKBANK_EVENTS = {
  sale: { ...sale, lineItemTypes: ['ORIGINAL'] },
  upsell: { ...sale, lineItemTypes: ['UPSELL'] },
  downsell: { ...sale, lineItemTypes: ['DOWNSELL'] },
  bump: { ...sale, lineItemTypes: ['ORIGINAL', 'BUMP'] },
  rebill: {
    transactionType: 'BILL',
    lineItemTypes: ['ORIGINAL'],
    receipt: 'rebill',
    rebillStatus: 'ACTIVE',
  },
  refund: { ...reversal, transactionType: 'RFND' },
  chargeback: { ...reversal, transactionType: 'CGBK' },
  insf: { ...reversal, transactionType: 'INSF' },
  'cancel-rebill': { ...reversal, transactionType: 'CANCEL-REBILL', rebillStatus: 'CANCELED' },
  'uncancel-rebill': { ...reversal, transactionType: 'UNCANCEL-REBILL', rebillStatus: 'ACTIVE' },
  'subscription-change': { ...reversal, transactionType: 'SUBSCRIPTION-CHG', rebillStatus: 'ACTIVE' },
  'abandoned-order': { transactionType: 'ABANDONED_ORDER', lineItemTypes: [], receipt: 'none' },
  test: { transactionType: 'TEST', lineItemTypes: ['ORIGINAL'], receipt: 'masked' },
  'test-sale': { transactionType: 'TEST_SALE', lineItemTypes: ['ORIGINAL'], receipt: 'own' },
} as const satisfies Record<string, EventDeclaration>;

export type ClickBankEventName = keyof typeof CLICKBANK_EVENTS | `other:${string}`;

/** @returns undefined for a name that cannot be ordered */
export function findEventDeclaration(name: string): EventDeclaration | undefined {
  if (name.startsWith('other:') && name.length > 'other:'.length) {
    return { transactionType: name.slice('other:'.length), lineItemTypes: ['ORIGINAL'], receipt: 'own' };
  }
  return Object.hasOwn(CLICKBANK_EVENTS, name)
    ? CLICKBANK_EVENTS[name as keyof typeof CLICKBANK_EVENTS]
    : undefined;
}
