import { collectSeldom } from './collect-seldom.js';

test('within its time the answer is asked for once, also at the same moment', async () => {
  let asked = 0;
  const read = collectSeldom(async () => ++asked, 60_000);
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  expect(await read()).toBe(1);
});

test('what fails is not known', async () => {
  expect(await collectSeldom(() => Promise.reject(new Error('gone')), 0)()).toBeUndefined();
});
