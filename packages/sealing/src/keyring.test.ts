import { randomBytes } from 'node:crypto';
import { Keyring, UnsealError } from './keyring.js';
import { parseMasterKeys } from './parse-master-keys.js';

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const first = newKey('k1');
const second = newKey('k2');
const keyring = (...keys: string[]) => new Keyring(parseMasterKeys(keys.join(',')));

test('what was sealed opens, and does not show the plaintext', () => {
  const sealed = keyring(first).seal('buyer@example.test', 'event e1');
  expect(sealed.includes('buyer@example.test')).toBe(false);
  expect(keyring(first).open(sealed, 'event e1').toString()).toBe('buyer@example.test');
});

test('a rotated key opens what the previous one sealed, and seals with the new one', () => {
  const sealed = keyring(first).seal('x', 'c');
  const rotated = keyring(second, first);
  expect(rotated.open(sealed, 'c').toString()).toBe('x');
  expect(() => keyring(first).open(rotated.seal('x', 'c'), 'c')).toThrow(/"k2", which is not configured/);
});

test('a value moved to another place does not open', () => {
  const sealed = keyring(first).seal('x', 'event e1');
  expect(() => keyring(first).open(sealed, 'event e2')).toThrow(UnsealError);
});

test('every altered byte is noticed', () => {
  const ring = keyring(first);
  const sealed = ring.seal('a plaintext', 'c');
  for (let i = 0; i < sealed.length; i++) {
    const altered = Buffer.from(sealed);
    altered[i] = (altered[i] ?? 0) ^ 1;
    expect(() => ring.open(altered, 'c')).toThrow(UnsealError);
  }
  expect(() => ring.open(sealed.subarray(0, 20), 'c')).toThrow(UnsealError);
  expect(() => ring.open(Buffer.alloc(0), 'c')).toThrow(UnsealError);
});

test('look-up hashes depend on the key, and a rotated ring also searches for the old ones', () => {
  const [before] = keyring(first).hashForLookup('buyer@example.test');
  const after = keyring(second, first).hashForLookup('buyer@example.test');
  expect(after).toHaveLength(2);
  expect(after[0]).not.toBe(before);
  expect(after[1]).toBe(before);
});

test('a look-up hash is what every release made of it: events are stored under it', () => {
  const ring = keyring(`k1:${Buffer.alloc(32, 7).toString('base64')}`);
  expect(ring.hashForLookup('buyer@example.test')).toEqual(['48YZVYWIpLRr9Ue9']);
  expect(ring.hashForLookup('bü\ud83dyer')).toEqual(['JN1e2QUW65eatWod']);
});

test.each([
  ['', /no master key given/],
  ['k1', /does not start with an id/],
  ['k1:c2hvcnQ=', /has 5 bytes instead of 32/],
  [`${first},${first}`, /same id/],
])('master keys %p are refused with the way to mend it', (text, message) => {
  expect(() => parseMasterKeys(text)).toThrow(message);
});
