import { randomBytes } from 'node:crypto';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { openRecord, sealRecord, type EventRecord } from './event-record.js';

const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));
const comeBack = (record: EventRecord) => openRecord(keyring, 'e1', sealRecord(keyring, 'e1', record));

test('a notification comes back to the letter, with its URLs or without', () => {
  for (const notification of ['{}', '{"a":\n"Zoë 🎉"}', '12\n{"n":"x"}', '']) {
    for (const urls of [undefined, ['https://t/postback?a=1'], ['https://t/1', 'https://t/2']]) {
      expect(comeBack({ notification, urls })).toEqual({ notification, urls });
    }
  }
});

test('the URLs of a later run come alone', () => {
  expect(comeBack({ urls: ['https://t/1'] })).toEqual({ notification: undefined, urls: ['https://t/1'] });
});
