import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '@ins-relay/contracts';
import { findPixelConnection } from './find-pixel-connection.js';

const sample = JSON.parse(
  readFileSync(join(__dirname, '../../../../packages/mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const create = (id: string, account: string, hosts: string[] = []): Connection => ({
  ...sample,
  id,
  clickbank: { ...sample.clickbank, account },
  pixel: { ...sample.pixel, hosts },
});
const [a, b, twin] = [
  create('a', 'acme', ['pixel.acme.example']),
  create('b', 'beta'),
  create('twin', 'beta'),
];
const find = (connections: Connection[], address: Partial<Parameters<typeof findPixelConnection>[1]>) =>
  findPixelConnection(connections, { hostName: 'x', ...address })?.id;

test('the path decides, whatever else would fit', () => {
  expect(find([a, b], { connectionId: 'b', hostName: 'pixel.acme.example', account: 'acme' })).toBe('b');
  expect(find([a], { connectionId: 'unknown' })).toBeUndefined();
});

test('without one, the host does, then the nickname, then that there is only one', () => {
  expect(find([a, b], { hostName: 'Pixel.ACME.example', account: 'beta' })).toBe('a');
  expect(find([a, b], { account: 'Beta' })).toBe('b');
  expect(find([b], {})).toBe('b');
});

test('none is guessed where several would do', () => {
  expect(find([a, b], {})).toBeUndefined();
  expect(find([a, b, twin], { account: 'beta' })).toBeUndefined();
  expect(find([], {})).toBeUndefined();
});
