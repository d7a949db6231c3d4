import { formatBytes, formatCount, formatShare } from './format-number.js';

test('counts have their thousands apart', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

test.each([
  [1, '100 %'],
  [0.99999, '99.9 %'],
  [0.984, '98.4 %'],
  [0.5, '50 %'],
  [0.004, '0.4 %'],
  [0, '0.0 %'],
])('the share %d is %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_536, '1.5 KB'],
  [52_428_800, '50 MB'],
  [3 * 1_024 ** 4, '3.0 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
