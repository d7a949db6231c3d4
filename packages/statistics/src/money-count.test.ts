import { fromMoneyCount, toMoneyCount } from './money-count.js';

test.each([
  ['28.94', '28.94'],
  ['-28.94', '-28.94'],
  ['0', '0.00'],
  ['1', '1.00'],
  ['0.1', '0.10'],
  ['12.3456', '12.3456'],
  ['12.345', '12.345'],
  ['99999999999.99', '99999999999.99'],
])('the sum %s stays exact', (sum, text) => {
  expect(fromMoneyCount(BigInt(toMoneyCount(sum) ?? NaN))).toBe(text);
});

test.each(['', 'abc', '1e5', '123456789012', '--1'])('%p is not counted as money', (sum) => {
  expect(toMoneyCount(sum)).toBeUndefined();
});
