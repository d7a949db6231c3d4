import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSecretKey } from './account-keys.js';
import { deriveAesKey } from './derive-aes-key.js';
import { encryptNotification } from './encrypt-notification.js';
import { openNotification } from './open-notification.js';

interface Capture {
  secret: string;
  key_ascii: string;
  iv: string;
  notification: string;
  plaintext_raw: string;
}

function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, '../fixtures', name), 'utf8')) as T;
}

const capture = readFixture<Capture>('v7-test-notification-genuine.json');
const { notification, iv } = capture;
const genuineBody = JSON.stringify({ notification, iv });
const { secret } = capture;
const open = (body: string | Buffer, secretKeys = [secret], account = 'ketoboost1') =>
  openNotification(Buffer.from(body), {
    account,
    secretKeys: secretKeys.map(readSecretKey),
    legacyVersions: false,
  });

/** Encrypts as the protocol says, without the code under test. */
function encryptBytes(plaintext: Buffer, secretKey: string): string {
  const key = createHash('sha1').update(secretKey).digest('hex').slice(0, 32);
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16, 'I'));
  cipher.setAutoPadding(false);
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return JSON.stringify({
    notification: encrypted.toString('base64'),
    iv: Buffer.alloc(16, 'I').toString('base64'),
  });
}

describe('ClickBank’s genuine capture', () => {
  test('has the key that the secret key gives', () => {
    expect(deriveAesKey(capture.secret).toString('ascii')).toBe(capture.key_ascii);
    expect(deriveAesKey(` ${capture.secret}\n`)).toEqual(deriveAesKey(secret));
  });

  test('opens to exactly its plaintext', () => {
    expect(open(genuineBody)).toMatchObject({
      ok: true,
      plaintext: capture.plaintext_raw,
      transactionType: 'TEST',
      receipt: '********',
      verification: 'encrypted',
    });
  });

  test('opens with a previous key too', () => {
    expect(open(genuineBody, ['NEWKEY', secret]).ok).toBe(true);
  });

  test.each([
    ['JSON with a byte order mark and white space', `\uFEFF \n${genuineBody}\n`],
    ['JSON with further keys', JSON.stringify({ v: 1, iv, notification })],
    ['a form', new URLSearchParams({ notification, iv }).toString()],
    ['a form whose plus signs were not escaped', `notification=${notification}&iv=${iv}`],
    ['base64 without padding', JSON.stringify({ notification, iv: iv.replace(/=+$/, '') })],
    ['base64 in lines', JSON.stringify({ notification: notification.replace(/(.{64})/g, '$1\r\n'), iv })],
  ])('opens as %s', (_name, body) => {
    expect(open(body)).toMatchObject({ ok: true, plaintext: capture.plaintext_raw });
  });

  test('is nobody else’s', () => {
    expect(open(genuineBody, [secret], 'other')).toEqual({ ok: false, cause: 'wrong-account' });
    expect(open(genuineBody, [secret], ' KetoBoost1 ').ok).toBe(true);
  });
});

test('zero padding, as old senders leave it, is taken off', () => {
  const text = '{"transactionType":"SALE","version":6.0,"vendor":"acme"}';
  const padded = Buffer.alloc(64);
  padded.write(text);
  expect(open(encryptBytes(padded, 'K'), ['K'], 'acme')).toMatchObject({
    ok: true,
    plaintext: text,
  });
});

const encryptText = (text: string) => {
  const bytes = Buffer.from(text);
  const padding = 16 - (bytes.length % 16);
  return encryptBytes(Buffer.concat([bytes, Buffer.alloc(padding, padding)]), capture.secret);
};

test.each([
  ['nothing', '', 'not-an-envelope'],
  ['text', 'hello', 'not-an-envelope'],
  ['broken JSON', '{"notification":', 'not-an-envelope'],
  ['an array', `[${genuineBody}]`, 'not-an-envelope'],
  ['null', 'null', 'not-an-envelope'],
  ['no iv', JSON.stringify({ notification }), 'not-an-envelope'],
  ['an iv that is an object', JSON.stringify({ notification, iv: {} }), 'not-an-envelope'],
  ['a key of the prototype', '{"__proto__":{"notification":"AAAA","iv":"AAAA"}}', 'not-an-envelope'],
  ['10 MB of one letter', Buffer.alloc(10_000_000, 'A'), 'not-an-envelope'],
  ['a foreign character in base64', JSON.stringify({ notification: `!${notification}`, iv }), 'bad-encoding'],
  [
    'the URL-safe alphabet',
    JSON.stringify({ notification: notification.replace('/', '_'), iv }),
    'bad-encoding',
  ],
  ['padding in the middle', JSON.stringify({ notification: `QUI=${notification}`, iv }), 'bad-encoding'],
  ['one character more', JSON.stringify({ notification: `${notification}A`, iv }), 'bad-encoding'],
  ['truncated base64', JSON.stringify({ notification: notification.slice(0, -5), iv }), 'bad-encoding'],
  ['a short iv', JSON.stringify({ notification, iv: 'QUJD' }), 'bad-encoding'],
  ['no ciphertext', JSON.stringify({ notification: '', iv }), 'bad-encoding'],
  ['another key', encryptBytes(Buffer.alloc(64, 7), 'OTHER'), 'wrong-secret-key'],
  ['text in place of JSON', encryptText('hello'), 'wrong-secret-key'],
  ['100,000 open brackets', encryptText('['.repeat(100_000)), 'wrong-secret-key'],
  ['an object that is no notification', encryptText('{"hello":"world"}'), 'not-a-notification'],
  ['JSON null', encryptText('null'), 'not-a-notification'],
  ['no version', encryptText('{"transactionType":"SALE","vendor":"ketoboost1"}'), 'not-a-notification'],
  [
    'version 9',
    encryptText('{"transactionType":"SALE","version":9.0,"vendor":"ketoboost1"}'),
    'unknown-version',
  ],
  [
    'an object as version',
    encryptText('{"transactionType":"SALE","version":{},"vendor":"ketoboost1"}'),
    'unknown-version',
  ],
  [
    'an array as version',
    encryptText('{"transactionType":"SALE","version":[7],"vendor":"ketoboost1"}'),
    'unknown-version',
  ],
  [
    'an object that cannot be converted as version',
    encryptText('{"transactionType":"SALE","version":{"toString":1,"valueOf":1},"vendor":"ketoboost1"}'),
    'unknown-version',
  ],
  ['a legacy form', 'ctransaction=SALE&cverify=ABCDEF12', 'unknown-version'],
])('%s is refused', (_name, body, cause) => {
  expect(open(body)).toEqual({ ok: false, cause });
});

test('every version is accepted as a number and as text', () => {
  for (const version of ['6.0', '7', '"8.0"', '"7"', '8']) {
    expect(
      open(encryptText(`{"transactionType":"SALE","version":${version},"affiliate":"ketoboost1"}`)).ok,
    ).toBe(true);
  }
});

test('base64 is judged as strictly as its grammar', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'AZaz09+/=-_! é\u0000'), maxLength: 30 });
  fc.assert(
    fc.property(characters, (text) => {
      const result = open(JSON.stringify({ notification: text, iv }));
      const compact = text.replace(/\s+/g, '');
      const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(compact) && compact.replace(/=+$/, '').length % 4 !== 1;
      if (!isBase64) expect(result).toEqual({ ok: false, cause: 'bad-encoding' });
    }),
    { numRuns: 2_000 },
  );
});

test('the encoder writes amounts and the version as ClickBank does', () => {
  const envelope = encryptNotification(
    { totalAccountAmount: 1, version: 7, receipt: 'A' },
    'S',
    Buffer.alloc(16),
  );
  const opened = open(JSON.stringify({ ...envelope }), ['S'], 'x');
  expect(opened).toEqual({ ok: false, cause: 'not-a-notification' });
  const genuine = encryptNotification(
    JSON.parse(capture.plaintext_raw),
    capture.secret,
    Buffer.from(iv, 'base64'),
  );
  expect(genuine.notification).toBe(notification);
});
