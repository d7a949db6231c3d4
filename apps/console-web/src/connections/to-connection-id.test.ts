import { toConnectionId } from './to-connection-id.js';

test.each([
  ['Acme, vendor account', 'acme-vendor-account'],
  ['  ACME  ', 'acme'],
  ['…', ''],
  [`${'a'.repeat(39)}-b`, 'a'.repeat(39)],
])('%s becomes %s', (name, id) => {
  expect(toConnectionId(name)).toBe(id);
});
