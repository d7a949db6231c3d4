import { readPixelQuery } from './read-pixel-query.js';

test('a question mark in a value ends nothing', () => {
  expect([...readPixelQuery('/postback/acme?page=/a?b=c&clickid=x')]).toEqual([
    ['page', '/a?b=c'],
    ['clickid', 'x'],
  ]);
  expect([...readPixelQuery('/postback/acme')]).toEqual([]);
});

test('of a query that is too long the first 4 kB are read, and no value in half', () => {
  const long = (name: string, characters: number) => `${name}=${'x'.repeat(characters)}`;
  const read = (...parts: string[]) => [...readPixelQuery(`/postback?${parts.join('&')}`).keys()];
  expect(read(long('a', 2_000), long('b', 2_000), 'clickid=1', long('c', 100))).toEqual([
    'a',
    'b',
    'clickid',
  ]);
  expect(read(long('a', 4_096))).toEqual([]);
  expect(read(long('a', 4_094))).toEqual(['a']);
  expect(read(long('a', 4_094), 'b=1')).toEqual(['a']);
  expect(read(long('a', 4_095), 'b=1')).toEqual([]);
});
