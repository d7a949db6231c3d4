import { toLocalPath } from './to-local-path.js';

test.each([
  [null, '/'],
  ['/events?outcome=failed', '/events?outcome=failed'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
])('signing in with %s leads to %s', (wanted, path) => {
  expect(toLocalPath(wanted)).toBe(path);
});
