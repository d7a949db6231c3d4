import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { openRecord, sealRecord, type EventRecord } from './event-record.js';

const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));
const comeBack = (record: EventRecord) => openRecord(keyring, 'e1', sealRecord(keyring, 'e1', record));

test('a notification comes back to the letter, with its URLs or without', () => {
  for (const notification of [
    '{}',
    '{"a":\n"Zoë 🎉"}',
    '12\n{"n":"x"}',
    '',
    '{"a":"https://t","b":[1]}',
    '#',
  ]) {
    for (const urls of [undefined, ['https://t/postback?a=1'], ['https://t/1', 'https://t/2']]) {
      expect(comeBack({ notification, urls })).toEqual({ notification, urls });
    }
  }
});

test('a notification of any size comes back', () => {
  for (const title of ['x'.repeat(100_000), '靴'.repeat(9_000), '5,'.repeat(30_000)]) {
    const notification = JSON.stringify({ title, numbers: [...title.slice(0, 9_000)].map((_, i) => i) });
    expect(comeBack({ notification, urls: ['https://t/1'] })).toEqual({
      notification,
      urls: ['https://t/1'],
    });
  }
});

test('a genuine sale takes less than a fifth of its size, sealed', () => {
  const file = join(__dirname, '../../clickbank/fixtures/v8-sale-vendor-plain.json');
  const { payload } = JSON.parse(readFileSync(file, 'utf8')) as { payload: object };
  const notification = JSON.stringify(payload);
  expect(sealRecord(keyring, 'e1', { notification }).length).toBeLessThan(notification.length / 5);
  expect(comeBack({ notification })).toEqual({ notification });
});

test('the URLs of a later run come alone', () => {
  expect(comeBack({ urls: ['https://t/1'] })).toEqual({ notification: undefined, urls: ['https://t/1'] });
});
