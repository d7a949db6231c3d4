import { toAddressKey } from './to-address-key.js';

test.each([
  ['203.0.113.7', '203.0.113.8', false],
  ['203.0.113.7', '::ffff:203.0.113.7', true],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['unknown', 'unknown', true],
])('%s and %s count as one: %s', (a, b, isOne) => {
  expect(toAddressKey(a) === toAddressKey(b)).toBe(isOne);
});
