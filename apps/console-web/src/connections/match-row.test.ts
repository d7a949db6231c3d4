import type { DeclaredMatchForm } from '@ins-relay/console-contract';
import { toDeclaredMatch, toMatchRow } from './match-row.js';

test.each<[string, DeclaredMatchForm | 'None']>([
  ['None', 'None'],
  ['a type alone', { type: 'Purchase' }],
  ['a fixed sum', { type: 'CancelRebill', amount: '0' }],
  ['a source', { type: 'Purchase', amountFrom: 'totalOrderAmount', sign: 'negative' }],
  ['an expression and a status', { type: 'P', amountExpression: 'event.amount * 2.0', status: 'approved' }],
  ['what the form does not show', { type: 'P', currency: 'EUR', connection: 'other' }],
])('%s survives the form', (_, match) => {
  expect(toDeclaredMatch(toMatchRow(match))).toEqual(match);
});

test('an event that nothing is said of is None, and an empty type too', () => {
  expect(toMatchRow(undefined).type).toBe('None');
  expect(toDeclaredMatch({ ...toMatchRow({ type: 'P' }), type: ' ' })).toBe('None');
});
