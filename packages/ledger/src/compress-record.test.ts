import { compressLines, compressRecord, decompressRecord } from './compress-record.js';
import { writeText } from './write-text.js';

const URL = 'https://track.example/postback?clickid=65f1c0de65f1c0de65f1c0de&sum=28.94';
const RECORD =
  '{"n":"{\\"receipt\\":\\"CWOGBZLN\\",\\"transactionType\\":\\"SALE\\",\\"version\\":7.0}",' +
  '"u":["https://track.example/postback?clickid=65f1c0de65f1c0de65f1c0de&sum=28.94"]}';

test('what was compressed comes back as it was', () => {
  for (const text of ['{}', RECORD, '{"n":"Zoë 🎉"}', `{"n":"${'x'.repeat(100_000)}"}`]) {
    expect(decompressRecord(compressRecord(text))).toEqual({ format: 3, text });
  }
});

test('lines come back as they were', () => {
  const lines =
    '{"receipt":"","email":""}\nCWOGBZLN\nbuyer@example.test\nhttps://track.example/postback?clickid=1';
  expect(
    decompressRecord(compressLines((target, at) => writeText(lines, target, at)) ?? Buffer.alloc(0)),
  ).toEqual({ format: 4, text: lines });
});

test('what records have in common takes no room', () => {
  expect(compressRecord(RECORD).length).toBeLessThan(Buffer.byteLength(RECORD) / 2);
});

test.each([
  [
    1,
    'AYOna2jiBadn53B/d6coH78YJZ0Y9LQMVgBKzWBJqOExYNNrlXSUSsE5HZozwUWAXmpFYm5BTipmNjUzTTNMNkhJRafB2dfIQs/SRCm2FgA=',
    RECORD,
  ],
  [2, 'AoPXx8jpwDnc390pysePcJgjDDfHYji4xtVLrUjMLchJxWw2m5mmGSYbpKSi0+DmtJGFnqWJUmwtAA==', RECORD],
  [
    3,
    'AzMz5KpGijfncH93pygfP3xhhlx7oRuXWpGYW5CTitn+MzNNM0w2SElFp8HtQiMLPUsTAA==',
    `61\n{"receipt":"CWOGBZLN","transactionType":"SALE","version":7.0}\n${URL}`,
  ],
  [
    4,
    'BJaF8jc+rxijC1g6vLO2eLS1U+e3vAumozEP9WAYm8sBcdZHPgzMxecqUCw9RR8D',
    `{"receipt":"","transactionType":"","version":#}\nCWOGBZLN\nSALE\n7.0\n${URL}`,
  ],
])('a record that was written in format %d can be read for ever', (format, written, text) => {
  expect(decompressRecord(Buffer.from(written, 'base64'))).toEqual({ format, text });
});

test('a record of a format that nobody knows is refused', () => {
  expect(() => decompressRecord(Buffer.from([99, 0]))).toThrow(/unknown format/);
});
