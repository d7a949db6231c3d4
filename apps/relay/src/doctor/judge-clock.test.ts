import { judgeClock } from './judge-clock.js';

const NOW = Date.UTC(2026, 10, 24, 12);
const judge = (theirsMs: number, tookMs = 10) =>
  judgeClock('clock', 'Redis', { theirsMs, sentMs: NOW, receivedMs: NOW + tookMs });

test('clocks that agree to two seconds are well', () => {
  expect(judge(NOW + 1_900).level).toBe('ok');
  expect(judge(NOW - 1_900).level).toBe('ok');
});

test('which one is ahead is said, and by how much', () => {
  expect(judge(NOW - 60_000)).toMatchObject({
    level: 'warning',
    text: 'the clock here is 60.0 s ahead of that of Redis',
  });
  expect(judge(NOW + 3_600_000).text).toBe('the clock here is 3600.0 s behind that of Redis');
});

test('a slow answer says nothing against a clock', () => {
  expect(judge(NOW + 5_000, 8_000).level).toBe('ok');
});
