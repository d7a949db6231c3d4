import { formatSum, parseSum } from './exact-sum.js';

test.each([
  ['28.94', '28.94'],
  ['-240', '-240.00'],
  ['0', '0.00'],
  ['-0.01', '-0.01'],
  ['1.5', '1.50'],
  ['0.1234', '0.1234'],
  ['999999999999999.999999', '999999999999999.999999'],
])('%s is kept exactly', (text, written) => {
  expect(formatSum(parseSum(text) ?? 0n)).toBe(written);
});

test.each(['', '1,50', '1e3', 'NaN', '.5', '1.', '0x10', ' 1', '1.1234567'])('%p is no sum', (text) => {
  expect(parseSum(text)).toBeUndefined();
});
