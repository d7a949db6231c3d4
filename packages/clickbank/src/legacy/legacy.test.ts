import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSecretKey } from '../account-keys.js';
import { decodeNotification } from '../decode-notification.js';
import { openNotification } from '../open-notification.js';
import { parseAmount } from '../parse-amount.js';
import { parseCents } from './parse-cents.js';
import { signLegacyNotification } from './sign-legacy-notification.js';

interface Posts {
  secret: string;
  posts: Record<string, string>[];
}

const { secret, posts } = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/v4-form-posts-cverify.json'), 'utf8'),
) as Posts;
const accounts = posts.map((post) => post['ctransvendor'] ?? '');
const write = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const open = (body: string, account: string, { keys = [secret], legacyVersions = true } = {}) =>
  openNotification(Buffer.from(body), { account, secretKeys: keys.map(readSecretKey), legacyVersions });
const context = { account: 'acme', verification: 'cverify' } as const;

describe.each([0, 1])('ClickBank’s genuine post %d', (i) => {
  const post = posts[i] ?? {};
  const account = accounts[i] ?? '';

  test('verifies with its secret key, present or previous, and with no other', () => {
    expect(open(write(post), account)).toMatchObject({ ok: true, verification: 'cverify', payload: post });
    expect(open(write(post), account, { keys: ['NEWKEY', secret] }).ok).toBe(true);
    expect(open(write(post), account, { keys: ['NEWKEY'] })).toEqual({
      ok: false,
      cause: 'wrong-secret-key',
    });
  });

  test('is refused where the connection does not turn legacy versions on', () => {
    const opened = open(write(post), account, { legacyVersions: false });
    expect(opened).toEqual({ ok: false, cause: 'unknown-version' });
  });

  test('is refused once any of its values differs', () => {
    for (const name of Object.keys(post)) {
      const altered = write({ ...post, [name]: `${post[name]}1` });
      expect({ name, opened: open(altered, account) }).toEqual({
        name,
        opened: { ok: false, cause: 'wrong-secret-key' },
      });
    }
  });

  test('is refused for another account', () => {
    expect(open(write(post), 'other')).toEqual({ ok: false, cause: 'wrong-account' });
  });
});

test('a genuine test purchase becomes an event with exact amounts and a time', () => {
  expect(decodeNotification(posts[0] ?? {}, { ...context, account: 'aproductid' })).toEqual({
    kind: 'TestTransactions',
    transactionType: 'TEST-SALE',
    version: '4.0',
    verification: 'cverify',
    account: 'aproductid',
    role: 'VENDOR',
    vendor: 'aproductid',
    receipt: 'J5ZD69EL',
    transactionTime: '2013-11-08T17:40:33.000Z',
    transactionTimeRaw: '1383932433',
    currency: 'USD',
    paymentMethod: 'TEST',
    orderLanguage: 'EN',
    totalAccountAmount: '33.22',
    totalOrderAmount: '37.00',
    totalTaxAmount: '0.00',
    totalShippingAmount: '0.00',
    trackingCodes: [],
    lineItems: [{ itemNo: '1037', productTitle: 'Product Title', recurring: false }],
    customer: {
      email: 'email@aol.com',
      firstName: 'Ethan',
      lastName: 'Claus',
      fullName: 'Ethan Claus',
      county: 'Something',
      state: 'TX',
      zip: '12491',
      country: 'US',
    },
    vendorVariables: { cbfid: '12425', email: 'email@aol.com', customer_id: '999', cbskin: '5505' },
    affiliateTracking: {},
    commonTracking: {},
    extra: { cbf: '6NL5FMRERQ', cbfid: '12425', cbfpath: '' },
    unreadable: [],
  });
});

test('the test of the URL has no receipt', () => {
  const event = decodeNotification(posts[1] ?? {}, { ...context, account: 'csmsurvive' });
  expect(event).toMatchObject({ kind: 'TestTransactions', transactionType: 'TEST' });
  expect(event.receipt).toBeUndefined();
});

describe('version 1.0', () => {
  const sale = {
    ccustname: 'Jo Doe',
    ccustemail: 'jo@example.test',
    ccustcc: 'US',
    ccuststate: 'TX',
    ctransreceipt: 'ABCD1234',
    cproditem: '1',
    ctransaction: 'SALE',
    ctransaffiliate: 'aff',
    ctranspublisher: 'acme',
    cprodtype: 'STANDARD',
    cprodtitle: 'Guide',
    ctranspaymentmethod: 'VISA',
    ctransamount: '2894',
    caffitid: '65F1C0DE65F1C0DE65F1C0DE',
    cvendthru: 'a=b',
  };

  test('hashes its fields in its own order', () => {
    // Written as the protocol says, without the code under test.
    const values = [...Object.values(sale), 'SECRET'].join('|');
    const cverify = createHash('sha1').update(values).digest('hex').slice(0, 8).toUpperCase();
    expect(new URLSearchParams(signLegacyNotification(sale, 'SECRET')).get('cverify')).toBe(cverify);
    expect(open(write({ ...sale, cverify }), 'acme', { keys: ['SECRET'] })).toMatchObject({ ok: true });
  });

  test('tells the amount, the click id and the customer under other names', () => {
    expect(decodeNotification(sale, context)).toMatchObject({
      kind: 'Sale',
      version: '1.0',
      role: 'VENDOR',
      totalAccountAmount: '28.94',
      trackingCodes: ['65F1C0DE65F1C0DE65F1C0DE'],
      customer: { fullName: 'Jo Doe' },
    });
    expect(decodeNotification(sale, { ...context, account: 'aff' }).role).toBe('AFFILIATE');
  });
});

const sale = {
  ctransaction: 'SALE',
  ctransreceipt: 'CHILD001',
  ctransrole: 'AFFILIATE',
  ctransaffiliate: 'acme',
  ctranspublisher: 'vendor',
  caccountamount: '2894',
  ccustaddr1: '',
  ctranstime: '1795474047',
};

test('an upsell names its original receipt; an empty one is no upsell', () => {
  const upsell = { ...sale, cupsellreceipt: 'PARENT01' };
  expect(decodeNotification(upsell, context)).toMatchObject({
    kind: 'Upsell',
    version: '2.1',
    parentReceipt: 'PARENT01',
    upsell: { originalReceipt: 'PARENT01' },
  });
  expect(decodeNotification({ ...sale, cupsellreceipt: '' }, context).kind).toBe('Sale');
});

test('a rebill has its payment plan in cents of the customer’s currency', () => {
  const rebill = {
    ...sale,
    ctransaction: 'BILL',
    ctransreceipt: 'CHILD001-B002',
    cprodtype: 'RECURRING',
    ccurrency: 'eur',
    crebillamnt: '1995',
    cprocessedpayments: '2',
    cfuturepayments: '10',
    cnextpaymentdate: '2026-12-24',
    crebillstatus: 'ACTIVE',
  };
  expect(decodeNotification(rebill, context)).toMatchObject({
    kind: 'Rebill',
    parentReceipt: 'CHILD001',
    currency: 'EUR',
    lineItems: [
      {
        recurring: true,
        paymentPlan: {
          rebillAmount: '19.95',
          paymentsProcessed: 2,
          paymentsRemaining: 10,
          nextPaymentDate: '2026-12-24',
          rebillStatus: 'ACTIVE',
        },
      },
    ],
  });
});

test.each(['28.94', '28,94', '1e3', 'x', '9'.repeat(18)])('%j is no number of cents', (caccountamount) => {
  const event = decodeNotification({ ...sale, caccountamount }, context);
  expect(event.totalAccountAmount).toBeUndefined();
  expect(event.unreadable).toEqual(['totalAccountAmount']);
});

test('the same amount is the same, in cents and in units, as a number and as text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (cents) => {
      const units = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      expect([parseCents(String(cents)), parseAmount(units), parseAmount(Number(units))]).toEqual([
        units,
        units,
        units,
      ]);
    }),
  );
});

test('what is signed opens to exactly its fields, whatever they are', () => {
  const names = fc.stringMatching(/^[a-z]{1,12}$/).filter((name) => name !== 'cverify');
  fc.assert(
    fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' })), (more) => {
      const fields = { ...more, ...sale };
      const opened = open(signLegacyNotification(fields, 'SECRET'), 'acme', { keys: ['SECRET'] });
      expect(opened).toMatchObject({ ok: true, payload: fields });
    }),
  );
});

test('no form crashes, whatever its fields hold', () => {
  const names = fc.constantFrom(...Object.keys(posts[0] ?? {}), '__proto__', 'ctransamount');
  fc.assert(
    fc.property(fc.dictionary(names, fc.anything()), (fields) => {
      expect(decodeNotification(fields, context).lineItems).toHaveLength(1);
    }),
  );
});
