import { createCipheriv } from 'node:crypto';
import { decryptEnvelope } from './decrypt-envelope.js';

const KEY = Buffer.alloc(32, 7);
const IV = Buffer.alloc(16, 9);

function decrypt(padded: Buffer): string | undefined {
  const cipher = createCipheriv('aes-256-cbc', KEY, IV).setAutoPadding(false);
  return decryptEnvelope(Buffer.concat([cipher.update(padded), cipher.final()]), IV, KEY);
}

test('PKCS#7 padding of every length is taken off, and nothing else', () => {
  for (let count = 1; count <= 16; count++) {
    const text = 'x'.repeat(32 - count);
    expect(decrypt(Buffer.concat([Buffer.from(text), Buffer.alloc(count, count)]))).toBe(text);
  }
  expect(decrypt(Buffer.concat([Buffer.from('x'.repeat(14)), Buffer.alloc(18, 16)]))).toBe(
    `${'x'.repeat(14)}\u0010\u0010`,
  );
});

test.each([
  ['zero bytes', 'text'.padEnd(48, '\0'), 'text'],
  ['nothing but zero bytes', '\0'.repeat(32), ''],
  [
    'a last byte that counts more than there are',
    'x'.repeat(14) + '\u0003\u0003',
    `${'x'.repeat(14)}\u0003\u0003`,
  ],
  ['a block without padding', 'x'.repeat(32), 'x'.repeat(32)],
  ['a last byte above a block', `${'x'.repeat(15)}\u0011`, `${'x'.repeat(15)}\u0011`],
])('%s: what is left is the text', (_name, padded, text) => {
  expect(decrypt(Buffer.from(padded))).toBe(text);
});

test('what is no UTF-8 is undefined: most likely another key', () => {
  expect(decrypt(Buffer.alloc(16, 0xff))).toBeUndefined();
});
