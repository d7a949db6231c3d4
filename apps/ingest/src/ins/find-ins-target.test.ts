import type { IncomingMessage } from 'node:http';
import { findInsTarget } from './find-ins-target.js';

const find = (url: string, method = 'POST') => findInsTarget({ method, url } as IncomingMessage);

test.each([
  ['/ins/acme?key=k', 'acme', 'k'],
  ['/ins/acme/?key=k', 'acme', 'k'],
  ['/ins/a%20b?key=a+b%2Bc', 'a b', 'a b+c'],
  ['/ins/acme', 'acme', ''],
  ['/ins/acme?key', 'acme', ''],
  ['/ins/acme?key=k&key=k', 'acme', ''],
  ['/ins/acme?__proto__=x&constructor=y&key=k', 'acme', 'k'],
  ['https://relay.example/ins/acme?key=k', 'acme', 'k'],
])('%s is for %p with the key %p', (url, connectionId, ingestKey) => {
  expect(find(url)).toEqual({ connectionId, ingestKey });
});

test.each([
  '/ins',
  '/ins/',
  '/ins//',
  '/ins/acme/deeper',
  '/ins/%ff',
  `/ins/${'x'.repeat(129)}`,
  '*ins/acme',
  '/',
  '',
])('%p is no call of the INS URL', (url) => {
  expect(find(url)).toBeUndefined();
});

test('only a POST is one', () => {
  expect(find('/ins/acme?key=k', 'GET')).toBeUndefined();
});
