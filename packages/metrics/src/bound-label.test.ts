import { boundLabel } from './bound-label.js';

test('the first values keep their name, later ones are other', () => {
  const label = boundLabel(2);
  expect(['a', 'b', 'c', 'a', undefined].map(label)).toEqual(['a', 'b', 'other', 'a', 'unknown']);
});
