import fc from 'fast-check';
import { joinJson, splitJson } from './split-json.js';

const split = (text: string) => {
  const target = Buffer.alloc(65_536);
  const end = splitJson(text, target, 5);
  return end === undefined ? undefined : target.toString('utf8', 5, end);
};
const comeBack = (text: string) => {
  const lines = split(text);
  return lines === undefined ? text : joinJson([...lines.split('\n'), 'https://t/1']).text;
};

test('texts and numbers are set apart in order; names, truth and null stay', () => {
  expect(split('{"a":"x","b":[1.50,-3,true,null,""],"c d":{"e":1E+5}}')).toBe(
    ['{"a":"","b":[#,#,true,null,""],"c d":{"e":#}}', 'x', '1.50', '-3', '', '1E+5'].join('\n'),
  );
});

test.each([
  '{}',
  '[]',
  '"x"',
  '-0.00',
  '{"":"","#":"#","\\"":"\\\\","\\"a\\":":"\\\\\\"#","b\\\\":1}',
  '{ "a" : "x" , "b":\t2 }\r',
  '{"a":"Zoë 🎉 \u2028","\u2028\\\u2029":"\\u0000\\n","c":0.00,"d":1e-7}',
  '{"1":2,"e5":3,"true1":"-"}',
  'no JSON: "a"1"b"2 3e+.-E5 ""',
  'it’s \\"b\\":c"d',
])('%j comes back to the letter', (text) => {
  expect(split(text)).toBeDefined();
  expect(comeBack(text)).toBe(text);
});

test.each(['{"a":"x"}\n', '{\n  "a": 1\n}', '{"a":"x\n"}', '#', '{"a":#}', '{"a":"x', '"\\"'])(
  '%j could not be told from another, and is not taken apart',
  (text) => {
    expect(split(text)).toBeUndefined();
  },
);

test('where there is no room, nothing comes of it', () => {
  const text = '{"a":"xyz","b":12}';
  const bytes = (split(text) ?? '').length;
  expect(splitJson(text, Buffer.alloc(bytes), 0)).toBe(bytes);
  expect(splitJson(text, Buffer.alloc(bytes - 1), 0)).toBeUndefined();
  expect(splitJson(`"${'x'.repeat(40_000)}"`, Buffer.alloc(100_000), 0)).toBeUndefined();
  // Each number and its comma take four bytes instead of two.
  expect(splitJson(`[${'1,'.repeat(16_000)}]`, Buffer.alloc(64_002), 0)).toBe(64_002);
  expect(splitJson('-'.repeat(32_768), Buffer.alloc(100_000), 0)).toBeUndefined();
});

test('one text leaves nothing behind for the next', () => {
  const before = () => split('{"a":"b":"c":"d"}');
  for (const text of ['"a\\', '"a', '"a\\"', '"']) {
    expect(before()).toBeDefined();
    expect(split(text)).toBeUndefined();
  }
  expect(before()).toBeDefined();
  expect(split('{"a":"b"')).toBe('{"a":""\nb');
});

test('what stands behind its lines is left', () => {
  const lines = (split('{"a":"x"}') ?? '').split('\n');
  expect(joinJson([...lines, 'u', 'v'])).toEqual({ text: '{"a":"x"}', rest: ['u', 'v'] });
  expect(joinJson(lines)).toEqual({ text: '{"a":"x"}', rest: [] });
});

test('whatever JSON comes, it comes back to the letter', () => {
  const indent = fc.constantFrom('', ' ', '\t');
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }), indent, (value, space) => {
      const text = JSON.stringify(value, undefined, space);
      expect(comeBack(text)).toBe(text);
      const onOneLine = text.replaceAll('\n', space);
      expect(split(onOneLine)).toBeDefined();
      expect(comeBack(onOneLine)).toBe(onOneLine);
    }),
    { numRuns: 500 },
  );
});

test('whatever text comes, it comes back to the letter or is not taken apart', () => {
  const piece = fc.constantFrom(
    '"',
    '\\',
    ':',
    '#',
    '1',
    '-',
    'e',
    '.',
    ',',
    '{',
    '"a":',
    '""',
    ' ',
    '\u2028',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((pieces) => pieces.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        expect(comeBack(text)).toBe(text);
      },
    ),
    { numRuns: 2_000 },
  );
});
