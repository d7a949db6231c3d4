import { compressRecord, decompressRecord } from './compress-record.js';

const RECORD =
  '{"n":"{\\"receipt\\":\\"CWOGBZLN\\",\\"transactionType\\":\\"SALE\\",\\"version\\":7.0}",' +
  '"u":["https://track.example/postback?clickid=65f1c0de65f1c0de65f1c0de&sum=28.94"]}';

test('what was compressed comes back as it was', () => {
  for (const text of ['{}', RECORD, '{"n":"Zoë 🎉"}', `{"n":"${'x'.repeat(100_000)}"}`]) {
    expect(decompressRecord(compressRecord(text))).toBe(text);
  }
});

test('what records have in common takes no room', () => {
  expect(compressRecord(RECORD).length).toBeLessThan(Buffer.byteLength(RECORD) / 2);
});

test('a record that an earlier release wrote can be read', () => {
  const written =
    'AYOna2jiBadn53B/d6coH78YJZ0Y9LQMVgBKzWBJqOExYNNrlXSUSsE5HZozwUWAXmpFYm5BTipmNjUzTTNMNkhJRafB2dfIQs/SRCm2FgA=';
  expect(decompressRecord(Buffer.from(written, 'base64'))).toBe(RECORD);
});

test('a record of a format that nobody knows is refused', () => {
  expect(() => decompressRecord(Buffer.from([99, 0]))).toThrow(/unknown format/);
});
