import { findClosestWord } from './find-closest-word.js';

const KEYS = ['account', 'role', 'secretKey', 'ingestKey'];

test.each([
  ['acount', 'account'],
  ['secretkey', 'secretKey'],
  ['ingest_key', 'ingestKey'],
  ['ROLE', 'role'],
  ['role', 'role'],
])('%s means %s', (word, meant) => {
  expect(findClosestWord(word, KEYS)).toBe(meant);
});

test.each(['', 'x', 'trackingDomain', 'zz'])('%p is near nothing', (word) => {
  expect(findClosestWord(word, KEYS)).toBeUndefined();
});
