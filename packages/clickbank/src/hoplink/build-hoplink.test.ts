import fc from 'fast-check';
import { buildHoplink, type HoplinkOptions } from './build-hoplink.js';

const MACRO = '{clickid}';
const build = (text: string, options: Partial<HoplinkOptions> = {}) => {
  const built = buildHoplink(text, { clickId: MACRO, withExtclid: false, ...options });
  if (!built.ok) throw new Error(built.problem);
  return built;
};

test.each([
  [
    'https://hop.clickbank.net/?affiliate=aff&vendor=acme',
    'https://hop.clickbank.net/?affiliate=aff&vendor=acme&tid={clickid}',
  ],
  ['https://0a1b2c.hop.clickbank.net', 'https://0a1b2c.hop.clickbank.net/?tid={clickid}'],
  [
    'https://0a1b2c.hop.clickbank.net/?tid=fb&x=%20a+b#top',
    'https://0a1b2c.hop.clickbank.net/?tid={clickid}&x=%20a+b#top',
  ],
  [
    'hop.clickbank.net/?vendor=acme&TID=%7Bclickid%7D',
    'https://hop.clickbank.net/?vendor=acme&tid={clickid}',
  ],
  ['http://hop.clickbank.net/?a&b=', 'https://hop.clickbank.net/?a&b=&tid={clickid}'],
  ['http://aff.acme.hop.clickbank.net/?pid=5', 'http://aff.acme.hop.clickbank.net/?pid=5&tid={clickid}'],
  [
    'https://hop.clickbank.net/?tid=a&vendor=acme&tid=b',
    'https://hop.clickbank.net/?tid={clickid}&vendor=acme',
  ],
])('%s becomes %s', (given, wanted) => {
  expect(build(given).url).toBe(wanted);
});

test('what was replaced or added is said', () => {
  expect(build('http://x.hop.clickbank.net/?tid=summer').changes).toEqual([
    'replaced tid=summer by tid={clickid}',
    'replaced http:// by https://',
  ]);
});

test('extclid carries the click id too, where it is wanted', () => {
  expect(build('https://x.hop.clickbank.net/?tid={clickid}', { withExtclid: true })).toMatchObject({
    url: 'https://x.hop.clickbank.net/?tid={clickid}&extclid={clickid}',
    changes: ['added extclid={clickid}'],
  });
});

describe('the account', () => {
  const link = 'https://hop.clickbank.net/?affiliate=Aff&vendor=acme';

  test('has to be the affiliate, or for vendors the vendor', () => {
    expect(build(link, { account: 'aff', role: 'AFFILIATE' }).warnings).toEqual([]);
    expect(build(link, { account: 'acme', role: 'VENDOR' }).warnings).toEqual([]);
    expect(build(link, { account: 'acme', role: 'AFFILIATE' }).warnings).toEqual([
      'its affiliate is aff, not acme: its sales are not reported to this connection',
    ]);
  });

  test('is read from the host of the old form, and unknown of a hashed one', () => {
    const old = build('http://aff.acme.hop.clickbank.net/', { account: 'aff', role: 'AFFILIATE' });
    expect(old.warnings).toEqual([expect.stringContaining('the old form')]);
    const hashed = build('https://0a1b.hop.clickbank.net/', { account: 'aff', role: 'AFFILIATE' });
    expect(hashed.warnings).toEqual([expect.stringContaining('does not tell its affiliate')]);
  });
});

test.each([
  ['65f1c0de65f1c0de65f1c0de', 0],
  ['3f0c-11', 1],
  ['a'.repeat(25), 1],
  ['a'.repeat(101), 1],
])('a fixed tid %s has %d warnings', (clickId, count) => {
  expect(build('https://x.hop.clickbank.net/', { clickId }).warnings).toHaveLength(count);
});

test('odd characters and pairs without a value stay as they are', () => {
  expect(build('https://x.hop.clickbank.net/?pid=%C3%BC&a=b?c&d#e').url).toBe(
    'https://x.hop.clickbank.net/?pid=%C3%BC&a=b?c&d&tid={clickid}#e',
  );
});

test.each([
  '',
  'https://example.com/?tid=1',
  'https://hop.clickbank.net.evil.example/',
  'https://evilhop.clickbank.net/',
  'javascript:alert(1)',
  'ftp://hop.clickbank.net/',
  'https://hop.clickbank.net/ ?a=b c',
  'https://evil.example\\.hop.clickbank.net/',
  'https://someone@x.hop.clickbank.net/',
  'https://evil.example%2f.hop.clickbank.net/',
  'https://a.b.c.hop.clickbank.net/',
  'https://.hop.clickbank.net/',
])('%j is no hoplink', (text) => {
  const built = buildHoplink(text, { clickId: MACRO, withExtclid: false });
  expect(built).toMatchObject({ ok: false, problem: 'is not a hoplink of ClickBank' });
});

test('whatever else a link has stays as it was, and doing it twice changes nothing', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9%._~+-]{1,12}$/),
    fc.constantFrom('tid', 'TID', 'extclid', 'affiliate', 'vendor'),
  );
  const pair = fc.tuple(name, fc.stringMatching(/^[A-Za-z0-9%._~+=?{}-]{0,12}$/));
  const host = fc.constantFrom('', 'x.', 'aff.acme.');
  const scheme = fc.constantFrom('', 'http://', 'https://');
  fc.assert(
    fc.property(scheme, host, fc.array(pair), fc.boolean(), (before, labels, pairs, withExtclid) => {
      const query = pairs.map(([key, value]) => `${key}=${value}`);
      const once = build(`${before}${labels}hop.clickbank.net/p?${query.join('&')}#f`, { withExtclid });
      const isOurs = (one: string) => (withExtclid ? /^(tid|extclid)=/i : /^tid=/i).test(one);
      const [, rest = ''] = /\/p\?(.*)#f$/.exec(once.url) ?? [];
      expect(rest.split('&').filter((one) => !isOurs(one))).toEqual(query.filter((one) => !isOurs(one)));
      expect(rest.split('&').filter(isOurs).sort()).toEqual(
        withExtclid ? ['extclid={clickid}', 'tid={clickid}'] : ['tid={clickid}'],
      );
      expect(build(once.url, { withExtclid })).toEqual({ ...once, changes: [] });
    }),
  );
});
