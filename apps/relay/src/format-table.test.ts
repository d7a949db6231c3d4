import { stripVTControlCharacters } from 'node:util';
import { formatTable } from './format-table.js';

test('a table is aligned whether cells are coloured or not', () => {
  const table = formatTable(
    ['a', 'b'],
    [
      ['\u001b[32mok\u001b[39m', '1'],
      ['failed', '2'],
    ],
  );
  expect(stripVTControlCharacters(table)).toBe('a       b\nok      1\nfailed  2');
});
