import { Books } from './books.js';
import { readPostback } from './read-postback.js';
import { summarizeBooks, type BooksSummary } from './summarize-books.js';

const NO_RESULTS = {
  create: 0,
  'create-repeated': 0,
  edit: 0,
  increment: 0,
  drop: 0,
  refused: 0,
  'not-booked': 0,
};

function summarize(queries: Record<string, string>[]): BooksSummary {
  const books = new Books();
  books.setDuplicateMode('create-new');
  for (const query of queries) {
    const read = readPostback({ clickid: 'c1', ...query });
    if (read.result === 'postback') books.book(read.postback, 0);
  }
  return summarizeBooks(books.list(), { ...NO_RESULTS, create: queries.length, drop: 2 });
}

test('sums are exact where binary floats are not', () => {
  const cents = Array.from({ length: 10 }, (_, i) => ({
    type: 'Purchase',
    sum: '0.10',
    rdtk_event_id: `e${i}`,
  }));
  const summary = summarize([...cents, { type: 'Refund', sum: '-0.30', rdtk_event_id: 'r' }]);
  expect(summary.byType).toEqual({
    Purchase: { count: 10, sum: '1.00' },
    Refund: { count: 1, sum: '-0.30' },
  });
  expect(summary.sum).toBe('0.70');
});

test('an event that was counted twice is named', () => {
  const { eventIds } = summarize([
    { rdtk_event_id: 'a' },
    { rdtk_event_id: 'b' },
    { rdtk_event_id: 'a' },
    {},
  ]);
  expect(eventIds).toEqual({ distinct: 2, countedMoreThanOnce: { a: 2 }, missing: 1 });
});

test('requests and dropped duplicates are counted beside the conversions', () => {
  expect(summarize([{ sum: '1' }])).toMatchObject({ requests: 3, conversions: 1, duplicatesDropped: 2 });
});
