import { foldTimeline, type EventSummary } from '@ins-relay/ledger';
import { decideActions } from './decide-actions.js';

const event = (changes: Partial<EventSummary>): EventSummary => ({ ...foldTimeline('e1', []), ...changes });
const listPossible = (changes: Partial<EventSummary>, hasNotification = true) =>
  Object.entries(decideActions(event(changes), hasNotification))
    .filter(([, { can }]) => can)
    .map(([action]) => action);

test.each<[string, Partial<EventSummary>, string[]]>([
  ['failed', { outcome: 'failed' }, ['replay', 'assignClickId', 'ignore']],
  ['held by a rule', { cause: 'rule-held', isHeld: true }, ['replay', 'assignClickId', 'approve', 'ignore']],
  ['a duplicate', { outcome: 'duplicate' }, ['replay', 'forceResend', 'assignClickId']],
  ['erased', { outcome: 'ignored', isErased: true }, []],
])('of an event that is %s', (_, changes, possible) => {
  expect(listPossible(changes)).toEqual(possible);
});

test('what was never verified has nothing to map, and says so', () => {
  expect(listPossible({ outcome: 'rejected' }, false)).toEqual([]);
  expect(decideActions(event({ outcome: 'rejected' }), false).replay).toMatchObject({
    why: expect.stringContaining('never verified') as unknown,
  });
});
