import { HOURS, MINUTES, StatisticsKeys } from './statistics-keys.js';

test('a key says its minute or hour, whatever was asked for before', () => {
  const keys = new StatisticsKeys('{p}');
  const name = (atMs: number) => [
    keys.bucket(MINUTES, atMs),
    keys.bucket(HOURS, atMs),
    keys.connections(atMs),
  ];
  const first = ['{p}:st:m:59', '{p}:st:h:0', '{p}:st:c:0'];
  const second = ['{p}:st:m:60', '{p}:st:h:1', '{p}:st:c:1'];
  expect([3_599_999, 3_600_000, 3_659_999, 3_540_000].map(name)).toEqual([first, second, second, first]);
});
