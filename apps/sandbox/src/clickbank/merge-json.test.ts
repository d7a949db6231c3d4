import { mergeJson } from './merge-json.js';

test('overrides go deep into objects, replace lists, and remove with null', () => {
  const base = { a: { b: 1, c: 2 }, list: [1, 2], gone: true };
  const merged = mergeJson(base, { a: { c: 3 }, list: [9], gone: null, fresh: 'x' });
  expect(merged).toEqual({ a: { b: 1, c: 3 }, list: [9], fresh: 'x' });
  expect(base.a.c).toBe(2);
});
