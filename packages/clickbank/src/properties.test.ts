import { createCipheriv } from 'node:crypto';
import { EVENT_KINDS } from '@ins-relay/contracts';
import fc from 'fast-check';
import { readSecretKey } from './account-keys.js';
import { decodeNotification } from './decode-notification.js';
import { deriveAesKey } from './derive-aes-key.js';
import { encryptNotification } from './encrypt-notification.js';
import { parseCents } from './legacy/parse-cents.js';
import { signLegacyNotification } from './legacy/sign-legacy-notification.js';
import { openNotification } from './open-notification.js';
import { parseAmount } from './parse-amount.js';
import { parseTransactionTime } from './parse-transaction-time.js';

const open = (body: string | Uint8Array) =>
  openNotification(Buffer.from(body), {
    account: 'acme',
    secretKeys: [readSecretKey('SECRET')],
    legacyVersions: true,
  });

/** What a hostile or broken sender may put where anything else is expected. */
const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    ...[1e308, -1e308, 5e-324, -0, Number.MAX_SAFE_INTEGER, 2 ** 53, '1'.repeat(5_000), '\ud800', '\u0000'],
    ...[{ toString: 1, valueOf: 1 }, { length: 3 }, [[[[]]]], [null], [{}], '20220810T162015-9999'],
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  ),
);

/** An object in which any of these names may be there, with a value of the wrong kind or of the right one. */
function oddObject(names: readonly string[], inner: Record<string, fc.Arbitrary<unknown>> = {}) {
  const fields = Object.fromEntries(
    [...names, ...Object.keys(inner)].map((name) => {
      const nested = Object.hasOwn(inner, name) ? inner[name] : undefined;
      return [name, nested === undefined ? oddValue : fc.oneof(nested, fc.array(nested), oddValue)];
    }),
  );
  return fc.record(fields, { requiredKeys: [] });
}

const contact = oddObject(['firstName', 'fullName', 'phoneNumber', 'email'], {
  address: oddObject(['address1', 'city', 'county', 'state', 'postalCode', 'country']),
});
const lineItem = oddObject(
  [
    'itemNo',
    'productTitle',
    'lineItemType',
    'quantity',
    'recurring',
    'shippable',
    'accountAmount',
    'jvPayout',
  ],
  { paymentPlan: oddObject(['rebillStatus', 'rebillAmount', 'paymentsProcessed', 'nextPaymentDate']) },
);
const texts = oddObject(['extclid', 'affSub1', '__proto__', 'toString']);
const payload = oddObject(
  [
    ...[
      'transactionTime',
      'receipt',
      'transactionType',
      'vendor',
      'affiliate',
      'role',
      'currency',
      'version',
    ],
    ...['totalAccountAmount', 'totalOrderAmount', 'paymentMethod', 'trackingCodes', 'attemptCount'],
    ...['declinedConsent', 'hopfeed', '__proto__', 'constructor', 'hasOwnProperty'],
  ],
  {
    lineItems: lineItem,
    customer: oddObject([], { billing: contact, shipping: contact }),
    upsell: oddObject(['upsellOriginalReceipt', 'upsellFlowId', 'upsellPath']),
    vendorVariables: texts,
    affiliateTrackingParameters: texts,
    commonTrackingParameters: texts,
  },
);
const form = oddObject([
  ...['ctransaction', 'ctransreceipt', 'cupsellreceipt', 'ctranstime', 'caccountamount', 'ctransamount'],
  ...['corderamount', 'cproditem', 'cprodtype', 'crebillamnt', 'cprocessedpayments', 'cfuturepayments'],
  ...[
    'cvendthru',
    'ctid',
    'caffitid',
    'cnoticeversion',
    'ctransrole',
    'ctransvendor',
    'ccustemail',
    '__proto__',
  ],
]);

describe('whatever a payload holds, it becomes a well-formed event', () => {
  test.each([
    ['encrypted', payload],
    ['cverify', form],
    ['encrypted', form],
    ['cverify', payload],
  ] as const)('verified as %s', (verification, payloads) => {
    fc.assert(
      fc.property(payloads, (given) => {
        const event = decodeNotification(given, { account: 'Acme', verification });
        expect(EVENT_KINDS).toContain(event.kind);
        expect(event).toMatchObject({ account: 'acme', verification });
        const amounts = [
          event.totalAccountAmount,
          event.totalOrderAmount,
          ...event.lineItems.flatMap((line) => [line.accountAmount, line.jvPayout]),
        ];
        for (const amount of amounts) if (amount !== undefined) expect(amount).toMatch(/^\d{1,15}\.\d{2,}$/);
        if (event.transactionTime !== undefined)
          expect(new Date(event.transactionTime).toISOString()).toBe(event.transactionTime);
        expect(event.receipt?.length ?? 0).toBeLessThanOrEqual(64);
        expect(new Set(event.unreadable).size).toBe(event.unreadable.length);
        expect(JSON.parse(JSON.stringify(event))).toBeDefined();
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});

describe('whatever comes, opening never throws', () => {
  const opens = (body: string | Uint8Array) => typeof open(body).ok === 'boolean';

  test('bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), opens));
  });

  test('JSON', () => {
    fc.assert(fc.property(fc.json(), opens));
    fc.assert(fc.property(oddObject(['notification', 'iv']), (envelope) => opens(JSON.stringify(envelope))));
  });

  test('forms', () => {
    const pair = fc.tuple(fc.constantFrom('cverify', 'notification', 'iv', 'cvendthru', 'x'), fc.string());
    fc.assert(fc.property(fc.array(pair), (pairs) => opens(pairs.map((p) => p.join('=')).join('&'))));
  });

  test('ciphertexts of whole blocks', () => {
    const blocks = fc.array(fc.uint8Array({ minLength: 16, maxLength: 16 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(blocks, (given) => {
        const notification = Buffer.concat(given).toString('base64');
        return opens(JSON.stringify({ notification, iv: Buffer.alloc(16).toString('base64') }));
      }),
    );
  });

  test('any JSON, encrypted with the right key', () => {
    const almostRight = payload.map((given) => ({ ...given, transactionType: 'SALE', vendor: 'acme' }));
    fc.assert(
      fc.property(fc.oneof(payload, almostRight, fc.jsonValue()), (given) =>
        opens(JSON.stringify(encryptNotification(given, 'SECRET', Buffer.alloc(16)))),
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is sent is what is opened', () => {
  const iv = fc.uint8Array({ minLength: 16, maxLength: 16 });
  const more = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }));

  test('an encrypted JSON text, character by character', () => {
    fc.assert(
      fc.property(more, iv, fc.constantFrom('', ' ', '\t'), (fields, ivBytes, indent) => {
        const sent = { ...fields, transactionType: 'SALE', version: 8, vendor: 'acme' };
        const text = JSON.stringify(sent, undefined, indent);
        // Not the encoder under test: that writes compactly.
        const cipher = createCipheriv('aes-256-cbc', deriveAesKey('SECRET'), ivBytes);
        const notification = Buffer.concat([cipher.update(text), cipher.final()]).toString('base64');
        const opened = open(JSON.stringify({ notification, iv: Buffer.from(ivBytes).toString('base64') }));
        expect(opened).toMatchObject({ ok: true, plaintext: text });
      }),
    );
  });

  test('a payload that the encoder writes', () => {
    fc.assert(
      fc.property(more, iv, (fields, ivBytes) => {
        const sent = { ...fields, transactionType: 'SALE', version: 8, vendor: 'acme' };
        const opened = open(JSON.stringify(encryptNotification(sent, 'SECRET', Buffer.from(ivBytes))));
        expect(opened.ok && opened.payload).toEqual(JSON.parse(JSON.stringify(sent)));
      }),
    );
  });

  test.each([
    ['1.0', { ctransamount: '2894', ccustname: 'Jo', ctranspublisher: 'acme' }],
    ['2.0', { caccountamount: '2894', ccustfullname: 'Jo', ctranspublisher: 'acme' }],
    ['2.1', { caccountamount: '2894', ctranstime: '1795474047', ctranspublisher: 'acme' }],
    ['4.0', { caccountamount: '2894', cnoticeversion: '4.0', ctransvendor: 'acme' }],
  ])('the fields of a form of version %s', (version, own) => {
    const names = fc.stringMatching(/^x[a-z]{1,12}$/);
    const forms = fc.dictionary(names, fc.string({ unit: 'grapheme' }));
    const values = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(forms, values, values, (others, cprodtitle, cvendthru) => {
        const sent = { ...others, ...own, cprodtitle, cvendthru, ctransaction: 'SALE' };
        const opened = open(signLegacyNotification(sent, 'SECRET'));
        if (!opened.ok) throw new Error(opened.cause);
        expect(opened.payload).toEqual({
          ...sent,
          cverify: expect.stringMatching(/^[0-9A-F]{8}$/) as string,
        });
        expect(JSON.parse(opened.plaintext)).toEqual(opened.payload);
        const event = decodeNotification(opened.payload, { account: 'acme', verification: 'cverify' });
        expect(event.version).toBe(version);
      }),
    );
  });
});

test('an amount is exact to the cent: as a number, as a text, in legacy cents, of either sign', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 13 }), fc.constantFrom('', '-'), (cents, sign) => {
      const units = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      const written = [parseAmount(Number(sign + units)), parseAmount(sign + units)];
      expect([...written, parseCents(`${sign}${cents}`)]).toEqual([units, units, units]);
    }),
  );
});

test('a number is the amount that its decimal text is, however large or small', () => {
  const magnitude = fc.oneof(fc.double(), fc.integer(), fc.double({ min: -1e16, max: 1e16 }));
  const tiny = fc.double({ min: -1e-6, max: 1e-6, noNaN: true });
  fc.assert(
    fc.property(fc.oneof(magnitude, tiny), (number) => {
      const text = Math.abs(number) < 1e-6 ? number.toFixed(20) : String(number);
      expect(parseAmount(number)).toBe(parseAmount(text));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [999_999_999_999_999, '999999999999999.00'],
  [999_999_999_999_999.9, '999999999999999.90'],
  [1e15, undefined],
  [1_000_000_000_000_000.5, undefined],
])('of %d the amount is %s: it has at most 15 digits before the point', (number, amount) => {
  expect(parseAmount(number)).toBe(amount);
  expect(parseAmount(String(number))).toBe(amount);
});

test('a time is the same instant in both formats, in every zone', () => {
  const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  const zoneMinutes = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 15);
  fc.assert(
    fc.property(moment, zoneMinutes, (date, minutes) => {
      const seconds = Math.floor(date.getTime() / 1_000);
      const local = new Date((seconds + minutes * 60) * 1_000).toISOString().slice(0, 19);
      const zone = (separator: string) =>
        [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
          .map((part) => String(part).padStart(2, '0'))
          .join(separator);
      const sign = minutes < 0 ? '-' : '+';
      const instant = new Date(seconds * 1_000).toISOString();
      expect(parseTransactionTime(`${local}${sign}${zone(':')}`)).toBe(instant);
      expect(parseTransactionTime(`${local.replace(/[-:]/g, '')}${sign}${zone('')}`)).toBe(instant);
    }),
  );
});

test('a time in either format is what its parts say, and none where they are out of range or written otherwise', () => {
  const part = (max: number) => fc.nat({ max }).map((number) => String(number).padStart(2, '0'));
  const year = fc.nat({ max: 9_999 }).map((number) => String(number).padStart(4, '0'));
  const local = fc.tuple(year, part(13), part(32), part(25), part(61), part(61));
  const fraction = fc.stringMatching(/^(\.\d{0,10})?$/);
  const zone = fc.oneof(
    fc.constant('Z'),
    fc.stringMatching(/^[+-][0-3]\d:?[0-6]\d$/),
    fc.constantFrom('', 'z', '+7'),
  );
  fc.assert(
    fc.property(local, fraction, zone, ([y, mo, d, h, mi, s], fractionText, zoneText) => {
      const isWritten = /^(\.\d{1,9})?$/.test(fractionText) && /^(Z|.{5,6})$/.test(zoneText);
      const offset = zoneText === 'Z' ? 'Z' : `${zoneText.slice(0, 3)}:${zoneText.slice(-2)}`;
      const atMs = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}${fractionText.slice(0, 4)}${offset}`);
      const instant = isWritten && !Number.isNaN(atMs) ? new Date(atMs).toISOString() : undefined;
      expect(parseTransactionTime(`${y}-${mo}-${d}T${h}:${mi}:${s}${fractionText}${zoneText}`)).toBe(instant);
      expect(parseTransactionTime(` ${y}${mo}${d}T${h}${mi}${s}${fractionText}${zoneText} `)).toBe(instant);
      expect(parseTransactionTime(`${y}-${mo}-${d}T${h}${mi}${s}${fractionText}${zoneText}`)).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});

test('midnight as hour 24 stays one when its fraction is below a millisecond', () => {
  expect(parseTransactionTime('20220810T240000.000999999Z')).toBe('2022-08-11T00:00:00.000Z');
  expect(parseTransactionTime('20220810T240000.001Z')).toBeUndefined();
});
