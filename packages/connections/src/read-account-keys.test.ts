import { readSecretKey } from '@ins-relay/clickbank';
import { readExample } from '../test/read-example.js';
import { readAccountKeys } from './read-account-keys.js';
import { memoizeByConnection } from './memoize-by-connection.js';

const NOW_MS = 1_000;
const example = readExample();
const previousSecretKeys = [
  { key: 'ENDLESS', acceptedUntilMs: null },
  { key: 'OVER', acceptedUntilMs: NOW_MS },
  { key: 'STILL', acceptedUntilMs: NOW_MS + 1 },
];
const connection = {
  ...example,
  clickbank: { ...example.clickbank, secretKey: 'PRESENT', previousSecretKeys },
};

test('the present key comes first, then those that are still accepted', () => {
  expect(readAccountKeys(connection, NOW_MS)).toEqual({
    account: example.clickbank.account,
    secretKeys: ['PRESENT', 'ENDLESS', 'STILL'].map(readSecretKey),
    legacyVersions: false,
  });
});

test('time passes though the keys are derived once', () => {
  expect(readAccountKeys(connection, NOW_MS - 1).secretKeys).toHaveLength(4);
  expect(readAccountKeys(connection, NOW_MS + 1).secretKeys).toHaveLength(2);
});

test('what is derived from a connection is derived once for each object', () => {
  let calls = 0;
  const derive = memoizeByConnection(() => (calls++, undefined));
  derive(connection);
  derive(connection);
  derive(example);
  expect(calls).toBe(2);
});
