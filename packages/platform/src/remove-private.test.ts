import { createLogger } from './create-logger.js';

function write(...call: [line: unknown, message?: string]): Record<string, unknown> {
  let text = '';
  createLogger('test', 'info', { write: (line) => void (text += line) }).info(...call);
  const { level, time, app, ...rest } = JSON.parse(text) as Record<string, unknown>;
  expect({ level, app, time: typeof time }).toEqual({ level: 'info', app: 'test', time: 'string' });
  return rest;
}

test('whatever the caller passes, a line holds no customer data and no secret', () => {
  const line = {
    url: 'https://x.test/?email=a',
    body: 'b',
    payload: { a: 1 },
    email: 'a@b.test',
    secretKey: 's',
    ingestKey: 'i',
    customer: { email: 'a@b.test', country: 'US' },
    clickbank: { account: 'acme', secretKey: 's', ingestKey: 'i', url: 'kept' },
    nothing: null,
    ids: ['e1'],
    result: 'accepted',
  };
  const before = structuredClone(line);
  expect(write(line, 'x')).toEqual({
    customer: { country: 'US' },
    clickbank: { account: 'acme', url: 'kept' },
    nothing: null,
    ids: ['e1'],
    result: 'accepted',
    msg: 'x',
  });
  expect(line).toEqual(before);
});

test('an error is told without what a library hung onto it', () => {
  const error = Object.assign(new TypeError('too bad'), {
    code: 'E1',
    email: 'a@b.test',
    command: { args: ['x'] },
  });
  const told = { type: 'TypeError', message: 'too bad', code: 'E1', stack: error.stack };
  expect(write({ err: error }, 'x')).toEqual({ err: told, msg: 'x' });
  expect(write(error)).toEqual({ err: told, msg: 'too bad' });
});
