import { moveItem } from './move-item.js';

test.each([
  [0, 1, ['b', 'a', 'c']],
  [2, -1, ['a', 'c', 'b']],
  [0, 2, ['b', 'c', 'a']],
  [0, -1, ['a', 'b', 'c']],
  [2, 1, ['a', 'b', 'c']],
])('item %d moved by %d', (from, by, moved) => {
  expect(moveItem(['a', 'b', 'c'], from, by)).toEqual(moved);
});
