import { Books, type Conversion } from './books.js';
import { findConversions } from './find-conversions.js';
import { readPostback } from './read-postback.js';

function bookAll(queries: [time: string, query: Record<string, string>][]): readonly Conversion[] {
  const books = new Books();
  for (const [time, query] of queries) {
    const read = readPostback(query);
    if (read.result === 'postback') books.book(read.postback, Date.parse(time));
  }
  return books.list();
}

const conversions = bookAll([
  ['2026-03-01T23:59:59Z', { clickid: 'a', type: 'Purchase', sum: '28.94', rdtk_event_id: 'e1', sub3: 'x' }],
  ['2026-03-02T00:00:00Z', { clickid: 'b', type: 'Refund', sum: '-28.94', currency: 'USD' }],
  ['2026-03-02T23:59:59.5Z', { clickid: 'a', type: 'Upsell' }],
]);
const ask = (filter: object) => findConversions(conversions, { page: 1, per: 100, ...filter });

test('a row has the fields of the API', () => {
  expect(ask({ type: 'Purchase' }).items).toEqual([
    {
      id: 1,
      clickid: 'a',
      type: 'Purchase',
      status: 'Approved',
      payout: 28.94,
      currency: '',
      deduplicate_token: 'e1',
      duplicate_status: 'new',
      postback_ip: '127.0.0.1',
      conv_time: '2026-03-01T23:59:59.000Z',
      created_at: '2026-03-01T23:59:59.000Z',
      p_sub3: 'x',
    },
  ]);
});

test('both days of a range belong to it', () => {
  expect(ask({ dateFrom: '2026-03-02', dateTo: '2026-03-02' }).items.map((row) => row.id)).toEqual([2, 3]);
  expect(ask({ dateTo: '2026-03-01' }).total).toBe(1);
});

test('click id and type narrow it, and pages cover everything once', () => {
  expect(ask({ clickid: 'a' }).total).toBe(2);
  expect(ask({ per: 2, page: 2 })).toMatchObject({ items: [{ id: 3 }], total: 3 });
});
