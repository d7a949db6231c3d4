import fc from 'fast-check';
import { classifyResponse } from './classify-response.js';
import { computeBackoffMs } from './compute-backoff-ms.js';
import { parseRetryAfter } from './parse-retry-after.js';

test.each([
  ['1.5', undefined],
  ['-5', undefined],
  ['2026', 2_026_000],
  ['99999999999999999999', 3_600_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ['Tue, 24 Nov 2026 12:00:00 GMT', 3_600_000],
  ['Mon, 99 Foo 2026 12:00:00 GMT', undefined],
])('Retry-After %p is %p ms, however Date.parse would read it', (value, ms) => {
  expect(parseRetryAfter(value, Date.UTC(2026, 10, 23, 12))).toBe(ms);
});

test('a Retry-After of 0 leaves our own pause in place', () => {
  expect(classifyResponse({ status: 503, retryAfterMs: 0 })).toEqual({ verdict: 'retry' });
  expect(classifyResponse({ status: 404, retryAfterMs: 5 })).toEqual({ verdict: 'refused' });
  expect(classifyResponse({ status: 200, retryAfterMs: 5 })).toEqual({ verdict: 'delivered' });
});

test('a backoff is always from half of the doubled base to its limit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, random) => {
        const waitMs = computeBackoffMs(attempt, { baseMs: 2_000, maxMs: 60_000 }, random);
        const ceilingMs = Math.min(2_000 * 2 ** (attempt - 1), 60_000);
        expect(waitMs).toBeGreaterThanOrEqual(ceilingMs / 2);
        expect(waitMs).toBeLessThanOrEqual(ceilingMs);
      },
    ),
  );
});
