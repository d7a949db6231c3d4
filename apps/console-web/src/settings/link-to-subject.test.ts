import { linkToSubject } from './link-to-subject.js';

test.each([
  ['event.replay', 'evt-1', '/events/evt-1'],
  ['connection.change', 'shop', '/connections/shop'],
  ['rules.change', 'shop', '/connections/shop/rules'],
  ['user.create', 'anna', undefined],
])('%s of %s leads to %s', (action, subject, to) => {
  expect(linkToSubject({ id: '1', atMs: 0, by: 'admin', action, subject })).toBe(to);
});
