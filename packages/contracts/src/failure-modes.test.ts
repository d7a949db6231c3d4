import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAUSE_CODES } from './cause.js';
import { OUTCOMES } from './outcome.js';

const page = readFileSync(join(__dirname, '../../../docs/failure-modes.md'), 'utf8');

test('docs/failure-modes.md has an entry for every cause, and for no other', () => {
  const described = [...page.matchAll(/^- \*\*([a-z-]+)\*\*:/gm)].map((match) => match[1]);
  expect(described.sort()).toEqual([...CAUSE_CODES].sort());
});

test('docs/failure-modes.md has a row for every outcome, and for no other', () => {
  const described = [...page.matchAll(/^\| `([a-z]+)` +\|/gm)].map((match) => match[1]);
  expect(described.sort()).toEqual([...OUTCOMES].sort());
});
