import { formatTransactionTime } from './format-transaction-time.js';

test('the time has the format of its version, as in genuine notifications', () => {
  const instant = Date.parse('2022-08-10T23:20:15Z');
  expect(formatTransactionTime(instant, 6)).toBe('2022-08-10T16:20:15-07:00');
  expect(formatTransactionTime(instant, 7)).toBe('20220810T162015-0700');
  expect(formatTransactionTime(instant, 8)).toBe('20220810T162015-0700');
});
