import { Transform, Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { CheckedBy } from './checked-by.js';
import { checkOneAmount, DeclaredEventMatch } from './declared-event-match.js';
import { isMap } from './fields.js';
import { NONE } from './none.js';

type Matching = DeclaredEventMatch | typeof NONE;

/** `None`, a conversion type, or a map with one. */
function EventMatching(): PropertyDecorator {
  const decorators = [
    Transform(({ value }) => expandEventMatch(value)),
    Type(() => DeclaredEventMatch),
    ValidateNested(),
    CheckedBy((value) => {
      if (value === NONE) return undefined;
      if (isMap(value)) return checkOneAmount(value);
      return { problem: 'is neither a conversion type nor None', fix: 'write `{ type: Purchase }`, or None' };
    }, 'optional'),
  ];
  return (target, field) => decorators.forEach((decorate) => decorate(target, field));
}

/** `Purchase` means `{ type: Purchase }`; None may be written in any case, lest it becomes a conversion type. */
export function expandEventMatch(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.trim().toLowerCase() === NONE.toLowerCase()) return NONE;
  return Object.assign(new DeclaredEventMatch(), { type: value });
}

/** Event matching: what each event becomes. An event that is not mentioned is not sent. */
export class DeclaredEvents {
  @EventMatching() Sale?: Matching;
  @EventMatching() Rebill?: Matching;
  @EventMatching() Refund?: Matching;
  @EventMatching() Chargeback?: Matching;
  @EventMatching() Upsell?: Matching;
  @EventMatching() CancelRebill?: Matching;
  @EventMatching() UncancelRebill?: Matching;
  @EventMatching() SubscriptionChange?: Matching;
  @EventMatching() CartAbandonment?: Matching;
  @EventMatching() TestTransactions?: Matching;
  @EventMatching() InitiateCheckout?: Matching;
  @EventMatching() Other?: Matching;
}

/** The matching of the guide. InitiateCheckout is None, because the order-form pixel reports it to RedTrack. */
export function createDefaultEvents(): DeclaredEvents {
  const match = (fields: Partial<DeclaredEventMatch>) => Object.assign(new DeclaredEventMatch(), fields);
  return Object.assign(new DeclaredEvents(), {
    Sale: match({ type: 'Purchase' }),
    Upsell: match({ type: 'Upsell' }),
    Rebill: match({ type: 'Rebill' }),
    Refund: match({ type: 'Refund', sign: 'negative' }),
    Chargeback: match({ type: 'Chargeback', sign: 'negative' }),
    CancelRebill: match({ type: 'CancelRebill', amount: '0' }),
    UncancelRebill: NONE,
    SubscriptionChange: NONE,
    CartAbandonment: match({ type: 'CartAbandonment', amount: '0' }),
    InitiateCheckout: NONE,
    TestTransactions: NONE,
  });
}
