import { linkToEvents, readEventFilter, toEventQueryText } from './event-filter.js';

const NOW = 1_700_000_030_000;

test('an address stands for a filter, and the filter for a question to the API', () => {
  const search = new URLSearchParams('connection=acme&outcome=failed&since=1h&receipt=+ABC+&clickId=');
  const filter = readEventFilter(search, NOW);
  expect(filter).toEqual({
    connection: 'acme',
    outcome: 'failed',
    receipt: 'ABC',
    sinceMs: Math.floor((NOW - 3_600_000) / 60_000) * 60_000,
  });
  expect(toEventQueryText(filter, { limit: '50' })).toBe(
    `connection=acme&outcome=failed&receipt=ABC&sinceMs=${filter.sinceMs}&limit=50`,
  );
});

test('what can’t be read is left out', () => {
  expect(readEventFilter(new URLSearchParams('since=soon&until=x&other=1'), NOW)).toEqual({});
});

test('links lead to what they say', () => {
  expect(linkToEvents({ connection: 'acme', cause: 'no-click-id' })).toBe(
    '/events?connection=acme&cause=no-click-id',
  );
});
