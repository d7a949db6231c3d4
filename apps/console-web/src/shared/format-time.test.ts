import { formatDuration, formatRelativeTime } from './format-time.js';

const NOW = Date.UTC(2026, 10, 24, 12);

test.each([
  [0, 'now'],
  [-400, 'now'],
  [-5_000, '5 sec. ago'],
  [-59_999, '59 sec. ago'],
  [-60_000, '1 min. ago'],
  [-7_200_000, '2 hr. ago'],
  [-86_400_000 * 3, '3 days ago'],
  [90_000, 'in 1 min.'],
])('a time %d ms away reads as %s', (distanceMs, text) => {
  expect(formatRelativeTime(NOW + distanceMs, NOW)).toBe(text);
});

test.each([
  [12.4, '12 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [4_230, '4.2 s'],
  [65_000, '1.1 min'],
  [5_400_000, '1.5 h'],
  [345_600_000, '4 d'],
])('%d ms read as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
