import { retireKeys } from './retire-keys.js';

const NOW_MS = 1_000_000;
const GRACE_MS = 500;

const retire = (
  current: string,
  listed: [string, number | null][],
  before?: [string, ...[string, number | null][]],
) =>
  retireKeys(
    current,
    listed.map(toKey),
    before && { current: before[0], retired: (before.slice(1) as [string, number | null][]).map(toKey) },
    GRACE_MS,
    NOW_MS,
  ).map(({ key, acceptedUntilMs }) => [key, acceptedUntilMs]);
const toKey = ([key, acceptedUntilMs]: [string, number | null]) => ({ key, acceptedUntilMs });

test('a new connection has the listed keys only', () => {
  expect(retire('A', [['B', null]])).toEqual([['B', null]]);
});

test('a key that is replaced is accepted until its grace is over', () => {
  expect(retire('B', [], ['A'])).toEqual([['A', NOW_MS + GRACE_MS]]);
});

test('a key that stays current is not retired', () => {
  expect(retire('A', [], ['A'])).toEqual([]);
});

test('a key retired before keeps its own time', () => {
  expect(retire('B', [], ['B', ['A', NOW_MS + 7]])).toEqual([['A', NOW_MS + 7]]);
  expect(retire('C', [], ['B', ['A', NOW_MS + 7]])).toEqual([
    ['B', NOW_MS + GRACE_MS],
    ['A', NOW_MS + 7],
  ]);
});

test('what the file says about a key wins', () => {
  expect(retire('B', [['A', null]], ['A'])).toEqual([['A', null]]);
  expect(retire('B', [['A', NOW_MS + 9]], ['B', ['A', NOW_MS + 7]])).toEqual([['A', NOW_MS + 9]]);
});

test('a key listed with a time that is past is not accepted any more', () => {
  expect(retire('B', [['A', NOW_MS - 1]], ['A'])).toEqual([]);
  expect(retire('B', [['A', NOW_MS]], ['B', ['A', NOW_MS + 7]])).toEqual([]);
});

test('a key without an end goes as soon as it is not listed', () => {
  expect(retire('B', [], ['B', ['A', null]])).toEqual([]);
});

test('expired keys go', () => {
  expect(retire('B', [], ['B', ['A', NOW_MS]])).toEqual([]);
});

test('a retired key that becomes current again is not retired', () => {
  expect(retire('A', [['A', null]], ['B', ['A', NOW_MS + 7]])).toEqual([['B', NOW_MS + GRACE_MS]]);
});

test('without grace the replaced key goes at once', () => {
  expect(retireKeys('B', [], { current: 'A', retired: [] }, 0, NOW_MS)).toEqual([]);
});
