import { Books } from './books.js';
import { DUPLICATE_MODES, type DuplicateMode } from './duplicate-mode.js';
import { formatSum } from './exact-sum.js';
import { readPostback, type Postback } from './read-postback.js';

function postback(query: Record<string, string>): Postback {
  const read = readPostback({ clickid: 'c1', type: 'Purchase', sum: '10', rdtk_event_id: 'e1', ...query });
  if (read.result === 'refused') throw new Error(read.why);
  return read.postback;
}

function bookTwice(
  mode: DuplicateMode,
  second: Record<string, string> = {},
): { verdict: string; sums: string[] } {
  const books = new Books();
  books.setDuplicateMode(mode);
  books.book(postback({}), 1);
  const verdict = books.book(postback(second), 2);
  return { verdict, sums: books.list().map((row) => formatSum(row.postback.sumMillionths)) };
}

test.each<[DuplicateMode, string, string[]]>([
  ['create-new', 'create', ['10.00', '10.00']],
  ['create-new-or-repeated', 'create-repeated', ['10.00', '10.00']],
  ['ignore', 'drop', ['10.00']],
  ['edit', 'edit', ['10.00']],
  ['increment-payout', 'increment', ['20.00']],
  ['ignore-by-event-id', 'drop', ['10.00']],
])('under %s the same postback again does: %s', (mode, verdict, sums) => {
  expect(bookTwice(mode)).toEqual({ verdict, sums });
});

test('every mode of RedTrack is covered above', () => {
  expect(DUPLICATE_MODES).toHaveLength(6);
});

test('edit takes the new data over', () => {
  expect(bookTwice('edit', { sum: '12.5' }).sums).toEqual(['12.50']);
});

test('by event id, another event of the same click and type is booked, and so is one without an event id', () => {
  expect(bookTwice('ignore-by-event-id', { rdtk_event_id: 'e2' }).verdict).toBe('create');
  expect(bookTwice('ignore-by-event-id', { rdtk_event_id: '' }).verdict).toBe('create');
});

test('another type of the same click is no duplicate', () => {
  expect(bookTwice('ignore', { type: 'Upsell' }).verdict).toBe('create');
});

test('the mode of a type wins over that of all', () => {
  const books = new Books();
  books.setDuplicateMode('ignore');
  books.setDuplicateMode('create-new', 'Rebill');
  expect([books.book(postback({ type: 'Rebill' }), 1), books.book(postback({ type: 'Rebill' }), 2)]).toEqual([
    'create',
    'create',
  ]);
});
