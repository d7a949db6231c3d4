import { isPlainAcknowledgement } from './is-plain-acknowledgement.js';

test.each(['', 'OK', 'ok\n', '1', '{"status":"ok"}', '{"status": 1}', 'success'])(
  '%j says nothing more',
  (body) => {
    expect(isPlainAcknowledgement(body)).toBe(true);
  },
);

test.each([
  'ok buyer@example.test',
  '{"status":"ok","clickid":"65f1"}',
  '{"status":"error"}',
  '12',
  'ok\nok',
  '<p>ok</p>',
])('%j says something', (body) => {
  expect(isPlainAcknowledgement(body)).toBe(false);
});
