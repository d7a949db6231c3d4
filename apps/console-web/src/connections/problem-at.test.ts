import { CallError } from '../api/call-api.js';
import { problemAt, problemsElsewhere } from './problem-at.js';

const error = new CallError(422, 'The settings are not right.', [
  { path: 'clickbank.account', problem: 'is no nickname', fix: 'letters and digits' },
  { path: 'delivery.attempts', problem: 'is too large', fix: 'at most 50' },
]);

test('a problem is said at its field', () => {
  expect(problemAt(error, 'clickbank.account')).toBe('is no nickname – letters and digits');
  expect(problemAt(error, 'clickbank.role')).toBeUndefined();
  expect(problemAt(null, 'clickbank.account')).toBeUndefined();
});

test('a problem without a field is said above the button', () => {
  expect(problemsElsewhere(error, ['clickbank.account'])).toEqual([
    'delivery.attempts: is too large – at most 50',
  ]);
  expect(problemsElsewhere(new Error('no network'), [])).toEqual(['no network']);
  expect(problemsElsewhere(null, [])).toEqual([]);
});
