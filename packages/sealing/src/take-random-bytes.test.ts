import { takeRandomBytes } from './take-random-bytes.js';

test('nobody gets the same bytes twice, over the end of a page too', () => {
  const taken = Array.from({ length: 2_000 }, () => takeRandomBytes(12));
  expect(taken.every((bytes) => bytes.length === 12)).toBe(true);
  expect(new Set(taken.map((bytes) => bytes.toString('hex'))).size).toBe(2_000);
});

test('what was taken stays as it is while others take more', () => {
  const first = takeRandomBytes(16);
  const copy = Buffer.from(first);
  for (let i = 0; i < 1_000; i++) takeRandomBytes(16);
  expect(first.equals(copy)).toBe(true);
});
