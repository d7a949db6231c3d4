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

test.each([
  '',
  'https://example.com/?tid=1',
  'https://hop.clickbank.net.evil.example/',
  'https://evilhop.clickbank.net/',
  'javascript:alert(1)',
  'ftp://hop.clickbank.net/',
  'https://hop.clickbank.net/ ?a=b c',
])('%j is no hoplink', (text) => {
  const built = buildHoplink(text, { clickId: MACRO, withExtclid: false });
  expect(built).toMatchObject({ ok: false, problem: 'is not a hoplink of ClickBank' });
});

test('whatever else a link has stays as it was, and doing it twice changes nothing', () => {
  const part = fc
    .stringMatching(/^[A-Za-z0-9%._~+-]{1,12}$/)
    .filter((text) => !/^(tid|extclid)$/i.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part)), fc.boolean(), (pairs, withExtclid) => {
      const query = pairs.map(([name, value]) => `${name}=${value}`).join('&');
      const once = build(`https://x.hop.clickbank.net/?${query}`, { withExtclid });
      expect(once.url.startsWith(`https://x.hop.clickbank.net/?${query}`)).toBe(true);
      expect(build(once.url, { withExtclid })).toEqual({ ...once, changes: [] });
    }),
  );
});
