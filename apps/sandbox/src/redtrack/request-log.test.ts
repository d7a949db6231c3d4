import { RequestLog } from './request-log.js';

function fill(log: RequestLog, count: number): void {
  for (let i = 1; i <= count; i++) log.add({ atMs: i, host: '', queryText: '', result: 'create' });
}

test('it keeps the newest, lists them newest first, and never grows beyond its size', () => {
  const log = new RequestLog(3);
  const list = (limit: number) => log.listNewest(limit, () => true).map((entry) => entry.atMs);
  expect(list(9)).toEqual([]);
  fill(log, 2);
  expect(list(9)).toEqual([2, 1]);
  log.clear();
  fill(log, 5);
  expect(list(9)).toEqual([5, 4, 3]);
  expect(list(2)).toEqual([5, 4]);
  expect(log.listNewest(9, (entry) => entry.atMs !== 4).map((entry) => entry.atMs)).toEqual([5, 3]);
});
