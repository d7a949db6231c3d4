import type { ActionState, EventAction } from '@ins-relay/console-contract';
import type { EventSummary } from '@ins-relay/ledger';

const CAN: ActionState = { can: true };
const ENDABLE = ['unattributed', 'quarantined', 'failed'];

/**
 * What an operator can do with an event, and why the rest can't be done. Pure.
 * @param hasNotification there is something to map again
 */
export function decideActions(
  event: EventSummary,
  hasNotification: boolean,
): Readonly<Record<EventAction, ActionState>> {
  const mappable: ActionState = event.isErased
    ? no('Its customer was erased, so there is nothing to send.')
    : hasNotification
      ? CAN
      : no('It was never verified; mend the connection and let it verify the kept calls again.');
  const isHeldByRule = event.cause === 'rule-held';
  const wasSent = event.postbacks.length > 0 || event.outcome === 'duplicate';
  return {
    replay: mappable,
    forceResend: mappable.can && !wasSent ? no('It was not sent yet; a replay is enough.') : mappable,
    assignClickId: mappable,
    approve: isHeldByRule ? CAN : no('No rule holds it.'),
    ignore:
      isHeldByRule || ENDABLE.includes(event.outcome)
        ? CAN
        : no('Only what is held, unattributed, quarantined or failed can be ignored.'),
  };
}

function no(why: string): ActionState {
  return { can: false, why };
}
