import { parseTime } from './parse-time.js';

test.each([
  ['15m', 1_000_000 - 900_000],
  ['2h', 1_000_000 - 7_200_000],
  ['1970-01-01T00:00:05Z', 5_000],
])('the time %s is %d', (text, atMs) => {
  expect(parseTime(text, 1_000_000)).toBe(atMs);
});

test('a time that can’t be read is refused, with examples', () => {
  expect(() => parseTime('soon', 0)).toThrow(/"soon" is no time; write 15m/);
});
