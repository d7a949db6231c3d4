import { describeFilter, readRepairForm, toRepairFilter } from './repair-form.js';

test('without an address it is about failed events', () => {
  expect(readRepairForm(new URLSearchParams())).toMatchObject({ outcome: 'failed', connection: '' });
});

test('an address that names a connection is taken as it is', () => {
  const form = readRepairForm(new URLSearchParams('connection=shop&cause=timeout'));
  expect(form).toMatchObject({ outcome: '', connection: 'shop', cause: 'timeout' });
  expect(toRepairFilter(form)).toEqual({ connection: 'shop', cause: 'timeout' });
});

test('times are local and become milliseconds', () => {
  const form = readRepairForm(new URLSearchParams({ since: '2026-11-24T10:00' }));
  expect(toRepairFilter(form)?.sinceMs).toBe(new Date(2026, 10, 24, 10).getTime());
});

test('a time that is none gives no filter', () => {
  expect(toRepairFilter(readRepairForm(new URLSearchParams({ since: 'yesterday' })))).toBeUndefined();
});

test('a filter in words', () => {
  expect(describeFilter({ outcome: 'failed', connection: 'shop' })).toBe('failed · shop');
  expect(describeFilter({})).toBe('any outcome');
});
