import { findServerProblem } from './check-redis-server.js';

const listInfo = (fields: Record<string, string>) =>
  Object.entries({ redis_version: '7.0.15', redis_mode: 'standalone', cluster_enabled: '0', ...fields })
    .map(([name, value]) => `${name}:${value}`)
    .join('\r\n');

test.each([
  ['6.2.14', /Redis 6\.2\.14 is too old; it has to be 7\.0 or later, or Valkey/],
  ['5.0.7', /too old/],
])('version %s is refused, and the error says which one is needed', (version, message) => {
  expect(findServerProblem(listInfo({ redis_version: version }), false)).toMatch(message);
});

test.each(['7.0.0', '7.0.15', '7.2.4', '8.10.1', '10.0.0'])('version %s is accepted', (version) => {
  expect(findServerProblem(listInfo({ redis_version: version }), false)).toBeUndefined();
});

test('a server that does not tell its version is not refused', () => {
  expect(findServerProblem('', false)).toBeUndefined();
});

test('a server of another kind than REDIS_URL says is refused with the right form', () => {
  expect(findServerProblem(listInfo({ cluster_enabled: '1' }), false)).toMatch(/redis\+cluster:\/\//);
  expect(findServerProblem(listInfo({ cluster_enabled: '1' }), true)).toBeUndefined();
  expect(findServerProblem(listInfo({ redis_mode: 'sentinel' }), false)).toMatch(/redis\+sentinel:\/\//);
});
