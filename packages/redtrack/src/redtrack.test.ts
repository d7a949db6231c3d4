import fc from 'fast-check';
import { buildPostbackUrl, type PostbackFields } from './build-postback-url.js';
import { checkParameterName } from './check-parameter-name.js';
import { classifyResponse } from './classify-response.js';
import { computeBackoffMs } from './compute-backoff-ms.js';
import { maskPostbackUrl } from './mask-postback-url.js';
import { parseRetryAfter } from './parse-retry-after.js';
import { parseTrackingDomain } from './parse-tracking-domain.js';

const draft: PostbackFields = {
  clickId: '65f1c0de65f1c0de65f1c0de',
  sum: '-28.94',
  type: 'Refund',
  currency: 'USD',
  rdtkEventId: 'CWOGBZLN-RFND-0123456789abcdef',
  parameters: [
    { name: 'eventid', value: 'CWOGBZLN' },
    { name: 'product', value: 'Guide & map, 2nd ed.' },
    { name: 'email', value: 'a+b@example.test' },
  ],
};
const build = (fields: Partial<PostbackFields> = {}, postbackToken: string | null = null) =>
  buildPostbackUrl({
    trackingDomain: 'https://track.acme.example',
    postbackToken,
    draft: { ...draft, ...fields },
  });

describe('the URL of a postback', () => {
  test('has the parameters of RedTrack, encoded', () => {
    expect(build({}, 's3cret')).toEqual({
      url:
        'https://track.acme.example/postback?clickid=65f1c0de65f1c0de65f1c0de&sum=-28.94&type=Refund&currency=USD' +
        '&rdtk_event_id=CWOGBZLN-RFND-0123456789abcdef&eventid=CWOGBZLN&product=Guide%20%26%20map%2C%202nd%20ed.' +
        '&email=a%2Bb%40example.test&ptoken=s3cret',
      destination: 'https://track.acme.example',
      shortened: [],
    });
  });

  test('leaves out the currency where there is none, and has the status where there is one', () => {
    const { searchParams } = new URL(build({ currency: null, status: 'Pending' }).url);
    expect(searchParams.has('currency')).toBe(false);
    expect(searchParams.get('status')).toBe('Pending');
  });

  test('stays under 2,000 characters: long values are cut first, then the last parameters go', () => {
    const long = { name: 'product', value: 'ü'.repeat(3_000) };
    const cut = build({ parameters: [draft.parameters[0] ?? long, long] });
    expect(cut.url.length).toBeLessThan(2_000);
    expect(cut.shortened).toEqual(['product']);
    expect(new URL(cut.url).searchParams.get('product')).toBe('ü'.repeat(60));
    const many = Array.from({ length: 40 }, (_, i) => ({ name: `sub${i}`, value: 'ü'.repeat(59) }));
    const left = build({ parameters: many }, 's3cret');
    expect(left.url.length).toBeLessThan(2_000);
    expect(left.shortened.at(0)).toBe('sub39');
    expect(new URL(left.url).searchParams.get('sub0')).toBe('ü'.repeat(59));
    expect(new URL(left.url).searchParams.get('ptoken')).toBe('s3cret');
  });

  test('can be built from any text, and read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (value) => {
        const { url } = build({ parameters: [{ name: 'product', value }] });
        expect(new URL(url).searchParams.get('product')).toBe(value.toWellFormed());
      }),
    );
    expect(() => build({ parameters: [{ name: 'product', value: 'half a \ud83d pair' }] })).not.toThrow();
  });

  test('is shown without the customer and the token', () => {
    const masked = maskPostbackUrl(build({}, 's3cret').url);
    expect(masked).toMatch(/clickid=65f1c0de.*&sum=-28.94&type=Refund/);
    expect(masked).not.toMatch(/s3cret|example\.test|Guide/);
  });
});

describe('the table of answers', () => {
  test.each([200, 201, 204, 299])('%d is delivered', (status) => {
    expect(classifyResponse({ status })).toEqual({ verdict: 'delivered' });
  });
  test.each([408, 425, 429, 500, 502, 503, 504, 599])('%d is tried again', (status) => {
    expect(classifyResponse({ status, retryAfterMs: 5 })).toEqual({ verdict: 'retry', retryAfterMs: 5 });
  });
  test.each([301, 302, 307, 400, 401, 403, 404, 405, 410, 418, 451])('%d is refused', (status) => {
    expect(classifyResponse({ status })).toEqual({ verdict: 'refused' });
  });
  test('no answer is tried again', () => {
    expect(classifyResponse({ error: 'timeout' })).toEqual({ verdict: 'retry' });
  });
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['999999999', 3_600_000],
  ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %p is %p ms', (value, ms) => {
  expect(parseRetryAfter(value, Date.UTC(2026, 10, 23, 12))).toBe(ms);
});

test('the wait doubles up to its limit, at least half of it certain', () => {
  const backoff = { baseMs: 2_000, maxMs: 3_600_000 };
  expect([1, 2, 3].map((attempt) => computeBackoffMs(attempt, backoff, 1))).toEqual([2_000, 4_000, 8_000]);
  expect(computeBackoffMs(1, backoff, 0)).toBe(1_000);
  expect(computeBackoffMs(60, backoff, 1)).toBe(3_600_000);
});

describe('tracking domains', () => {
  test.each([
    ['track.acme.example', 'https://track.acme.example'],
    [' https://Track.Acme.example/ ', 'https://track.acme.example'],
    ['https://track.acme.example:8443', 'https://track.acme.example:8443'],
    ['http://127.0.0.1:4400', 'http://127.0.0.1:4400'],
  ])('%p is %s', (text, origin) => {
    expect(parseTrackingDomain(text)).toEqual({ ok: true, origin });
  });

  test.each([
    ['', /not a domain/],
    ['https://', /not a domain/],
    ['http://track.acme.example', /https/],
    ['ftp://track.acme.example', /https/],
    ['https://track.acme.example/postback', /domain alone/],
    ['https://track.acme.example?x=1', /domain alone/],
    ['https://me:pw@track.acme.example', /user name/],
    ['api.redtrack.io', /your own tracking domain/],
    ['localdomain', /whole domain/],
  ])('%p is refused', (text, problem) => {
    expect(parseTrackingDomain(text)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(problem) as unknown,
    });
  });
});

test.each([
  ['eventid', true],
  ['sub1', true],
  ['clickid', false],
  ['SUM', false],
  ['a b', false],
  ['', false],
])('the parameter name %p may be used: %p', (name, ok) => {
  expect(checkParameterName(name).ok).toBe(ok);
});

test.each([
  ['sub1', true],
  ['sub20', true],
  ['sub0', false],
  ['sub21', false],
  ['subscription', true],
])('the parameter %s may be named like that: %s', (name, ok) => {
  expect(checkParameterName(name).ok).toBe(ok);
});
