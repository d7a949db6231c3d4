import { compressRecord, decompressRecord } from './compress-record.js';

const RECORD =
  '{"n":"{\\"receipt\\":\\"CWOGBZLN\\",\\"transactionType\\":\\"SALE\\",\\"version\\":7.0}",' +
  '"u":["https://track.example/postback?clickid=65f1c0de65f1c0de65f1c0de&sum=28.94"]}';

test('what was compressed comes back as it was', () => {
  for (const text of ['{}', RECORD, '{"n":"Zoë 🎉"}', `{"n":"${'x'.repeat(100_000)}"}`]) {
    expect(decompressRecord(compressRecord(text))).toEqual({ format: 3, text });
  }
});

test('what records have in common takes no room', () => {
  expect(compressRecord(RECORD).length).toBeLessThan(Buffer.byteLength(RECORD) / 2);
});

test.each([
  [
    1,
    'AYOna2jiBadn53B/d6coH78YJZ0Y9LQMVgBKzWBJqOExYNNrlXSUSsE5HZozwUWAXmpFYm5BTipmNjUzTTNMNkhJRafB2dfIQs/SRCm2FgA=',
  ],
  [2, 'AoPXx8jpwDnc390pysePcJgjDDfHYji4xtVLrUjMLchJxWw2m5mmGSYbpKSi0+DmtJGFnqWJUmwtAA=='],
])('a record that an earlier release wrote in format %d can be read', (format, written) => {
  expect(decompressRecord(Buffer.from(written, 'base64'))).toEqual({ format, text: RECORD });
});

test('a record of a format that nobody knows is refused', () => {
  expect(() => decompressRecord(Buffer.from([99, 0]))).toThrow(/unknown format/);
});
