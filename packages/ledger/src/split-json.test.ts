import fc from 'fast-check';
import { joinJson, splitJson } from './split-json.js';

const comeBack = (text: string) => {
  const lines = splitJson(text);
  return lines === undefined ? text : joinJson([...lines.split('\n'), 'https://t/1']).text;
};

test('texts and numbers are set apart in order; names, truth and null stay', () => {
  expect(splitJson('{"a":"x","b":[1.50,-3,true,null,""],"c d":{"e":1E+5}}')).toBe(
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
  expect(splitJson(text)).toBeDefined();
  expect(comeBack(text)).toBe(text);
});

test.each(['{"a":"x"}\n', '{\n  "a": 1\n}', '{"a":"x\n"}', '#', '{"a":#}', '{"a":"x', '"\\"'])(
  '%j could not be told from another, and is not taken apart',
  (text) => {
    expect(splitJson(text)).toBeUndefined();
  },
);

test('what stands behind its lines is left', () => {
  const lines = (splitJson('{"a":"x"}') ?? '').split('\n');
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
      expect(splitJson(onOneLine)).toBeDefined();
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
