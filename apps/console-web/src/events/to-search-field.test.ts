import { toSearchField } from './to-search-field.js';

test.each([
  ['  ', undefined],
  ['cwogbzln', { field: 'receipt', value: 'CWOGBZLN' }],
  ['CWOGBZLN-B002', { field: 'receipt', value: 'CWOGBZLN-B002' }],
  ['65f1c0de65f1c0de65f1c0de', { field: 'clickId', value: '65f1c0de65f1c0de65f1c0de' }],
  [' Ann@Example.test ', { field: 'email', value: 'Ann@Example.test' }],
])('%p is looked for as %p', (typed, found) => {
  expect(toSearchField(typed)).toEqual(found);
});
