import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { deflatePreset, inflatePreset } from './deflate-preset.js';
import { DISTANCE_COUNTS, LITERAL_COUNTS } from './preset-codes.js';
import { PRESET_DICTIONARY } from './preset-dictionary.js';
import { writeText } from './write-text.js';

const deflate = (text: string) => deflatePreset((target, at) => writeText(text, target, at), 7);
const comeBack = (text: string) => {
  const deflated = deflate(text);
  return deflated === undefined ? text : inflatePreset(deflated.subarray(1));
};

test('what zlib reads is what was written, with repetitions of every length near and far', () => {
  const far = Array.from({ length: 4_000 }, (_, i) => i.toString(36)).join(' ');
  for (let length = 1; length < 300; length++) {
    const text = `${'ab'.repeat(length)}${far.slice(0, length * 17)}${far.slice(length, 2 * length)}`;
    expect(deflate(text)).toBeDefined();
    expect(comeBack(text)).toBe(text);
  }
});

test('whatever text comes, it comes back', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.json());
  fc.assert(
    fc.property(fc.array(text), fc.nat({ max: PRESET_DICTIONARY.length }), (texts, from) => {
      const known = PRESET_DICTIONARY.toString('utf8', from, from + 300);
      const whole = [known, ...texts, ...texts.toReversed(), known].join('\n');
      expect(comeBack(whole)).toBe(whole);
    }),
    { numRuns: 300 },
  );
});

test('one text leaves nothing behind for the next', () => {
  const first = deflate('{"receipt":""}\nCWOGBZLN');
  deflate(`CWOGBZLN${'x'.repeat(1_000)}`);
  expect(deflate('{"receipt":""}\nCWOGBZLN')).toEqual(first);
  expect(first?.[0]).toBe(7);
});

test('a text that has no room, or would not get smaller, is left to others', () => {
  expect(deflate('x'.repeat(100_000))).toBeUndefined();
  expect(deflate('é'.repeat(16_000))).toBeUndefined();
  expect(deflate('')).toBeUndefined();
  expect(deflate('\u{1f389}\u{1f38a}')).toBeUndefined();
});

test('it is a block of deflate, but for its head', () => {
  const block = deflate('{"receipt":""}\nCWOGBZLN')?.subarray(1) ?? Buffer.alloc(0);
  expect(() => inflateRawSync(block, { dictionary: PRESET_DICTIONARY })).toThrow();
  expect(() => inflatePreset(Buffer.from([0xff, 0xff, 0xff]))).toThrow();
});

test('dictionary and codes are the very ones that stored records were written with', () => {
  const hash = createHash('sha256')
    .update(PRESET_DICTIONARY)
    .update(LITERAL_COUNTS + DISTANCE_COUNTS);
  expect(hash.digest('hex').slice(0, 16)).toBe('b1a0ebc4f0cc3cc7');
});
