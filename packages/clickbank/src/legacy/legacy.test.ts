import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSecretKey } from '../account-keys.js';
import { decodeNotification } from '../decode-notification.js';
import { openNotification } from '../open-notification.js';
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
const omit = (fields: Record<string, string>, ...names: string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
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

  test('leaves out of its check what ClickBank added to it later: the time and the parent of an upsell', () => {
    const upsell = { ...sale, ctranstime: '1795474047', cupsellreceipt: 'PARENT01' };
    const [before, after] = [sale, upsell].map((fields) =>
      new URLSearchParams(signLegacyNotification(fields, 'SECRET')).get('cverify'),
    );
    expect(after).toBe(before);
    expect(decodeNotification(upsell, context)).toMatchObject({
      kind: 'Upsell',
      version: '1.0',
      parentReceipt: 'PARENT01',
      transactionTime: '2026-11-23T22:47:27.000Z',
    });
  });

  test('is told by its fields, also where they are empty', () => {
    const cancel = { ...sale, ctransaction: 'CANCEL-REBILL', ctransamount: '', caffitid: '' };
    const opened = open(signLegacyNotification(cancel, 'SECRET'), 'acme', { keys: ['SECRET'] });
    expect(opened.ok && decodeNotification(opened.payload, context)).toMatchObject({ version: '1.0' });
    const withoutBoth = omit(cancel, 'ctransamount', 'caffitid');
    expect(decodeNotification(withoutBoth, context).version).toBe('1.0');
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

test('a version is the same when it is verified and when it is decoded, whatever is empty', () => {
  expect(decodeNotification({ ...sale, ctranstime: '' }, context).version).toBe('2.1');
  expect(decodeNotification(omit(sale, 'ccustaddr1', 'ctranstime'), context).version).toBe('2.0');
});

test('of a parameter that comes twice, the last one is verified and decoded', () => {
  const body = signLegacyNotification(sale, 'SECRET');
  expect(open(`caccountamount=1&${body}`, 'acme', { keys: ['SECRET'] })).toMatchObject({
    ok: true,
    payload: { caccountamount: '2894' },
  });
  expect(open(`${body}&caccountamount=1`, 'acme', { keys: ['SECRET'] }).ok).toBe(false);
});

test('what cannot be decoded as UTF-8 verifies with no secret key, and crashes nothing', () => {
  for (const broken of ['%', '%zz', '%ff%fe', '%e9']) {
    const body = signLegacyNotification(sale, 'SECRET').replace('vendor', `vendor${broken}`);
    expect(open(body, 'acme', { keys: ['SECRET'] })).toEqual({ ok: false, cause: 'wrong-secret-key' });
  }
});

test('the order form’s variables are decoded once by the form, and once as the query that they are', () => {
  const fields = { ...sale, cvendthru: 'a=1%2B1&b=x%2526y&empty=&__proto__=z' };
  const opened = open(signLegacyNotification(fields, 'SECRET'), 'acme', { keys: ['SECRET'] });
  const event = opened.ok ? decodeNotification(opened.payload, context) : undefined;
  expect(Object.entries(event?.vendorVariables ?? {})).toEqual([
    ['a', '1+1'],
    ['b', 'x%26y'],
    ['__proto__', 'z'],
  ]);
});

test('a form without a product has no line item', () => {
  expect(decodeNotification(sale, context).lineItems).toEqual([]);
});

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

test('numbers and times that can’t be read are named as the event knows them', () => {
  const odd = {
    ...sale,
    cprocessedpayments: '0x10',
    cfuturepayments: ' ',
    crebillamnt: '19.95',
    ctranstime: '-1',
  };
  expect(decodeNotification(odd, context).unreadable).toEqual([
    'transactionTime',
    'lineItems.0.paymentPlan.rebillAmount',
    'lineItems.0.paymentPlan.paymentsProcessed',
    'lineItems.0.paymentPlan.paymentsRemaining',
  ]);
});
