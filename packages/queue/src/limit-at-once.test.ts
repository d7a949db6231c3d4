import { setImmediate as nextTurn } from 'node:timers/promises';
import { limitAtOnce } from './limit-at-once.js';

test('no more work at once than may, in order, and a failure gives its place back', async () => {
  const atOnce = limitAtOnce(2);
  let underWay = 0;
  let most = 0;
  const begun: number[] = [];
  const work = (number: number) => async () => {
    begun.push(number);
    most = Math.max(most, (underWay += 1));
    await nextTurn();
    underWay -= 1;
    if (number % 3 === 0) throw new Error(`failed ${number}`);
    return number;
  };
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((number) => atOnce(work(number))));
  expect(most).toBe(2);
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
    true,
  ]);
  expect(await atOnce(async () => 'again')).toBe('again');
});
