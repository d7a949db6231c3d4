import { isSameOrigin } from './is-same-origin.js';

const OWN = 'https://relay.example.com';

test.each([
  ['the console’s own page', { origin: OWN, 'sec-fetch-site': 'same-origin' }, true],
  ['an older browser’s own page', { origin: OWN }, true],
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['another port', { origin: 'https://relay.example.com:8443', 'sec-fetch-site': 'same-site' }, false],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
  ['a lie about the origin', { origin: OWN, 'sec-fetch-site': 'cross-site' }, false],
  ['nobody says where', {}, false],
])('a change from %s', (_, headers, expected) => {
  expect(isSameOrigin(headers, OWN)).toBe(expected);
});
