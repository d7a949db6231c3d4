import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { buildPostbackUrl, type PostbackFields } from './build-postback-url.js';
import { maskPostbackUrl } from './mask-postback-url.js';

const hash = createHash('sha256').update('buyer@example.test').digest('hex');
const core: PostbackFields = {
  clickId: '65f1c0de65f1c0de65f1c0de',
  sum: '28.94',
  type: 'Purchase',
  currency: 'USD',
  rdtkEventId: 'CWOGBZLN-SALE-0123456789abcdef',
  parameters: [],
};
const build = (parameters: PostbackFields['parameters']) => {
  const target = { trackingDomain: 'https://track.acme.example', postbackToken: 's3cret' };
  const { url, shortened } = buildPostbackUrl({ ...target, draft: { ...core, parameters } });
  return { url, shortened, query: Object.fromEntries(new URL(url).searchParams) };
};

describe('a URL that would be too long', () => {
  const title = { name: 'product', value: 'A very long title of a product '.repeat(80) };

  test('never has half a hash or e-mail address in it', () => {
    const email = { name: 'email', value: `${'b'.repeat(70)}@example.test` };
    const { query, shortened } = build([title, email, { name: 'hash', value: hash }]);
    expect(query).toMatchObject({ email: email.value, hash });
    expect(query['product']).toHaveLength(60);
    expect(shortened).toEqual(['product']);
  });

  test('loses its last parameters, the first one last', () => {
    const ids = Array.from({ length: 40 }, (_, i) => ({ name: `sub${i}`, value: hash }));
    const { query, shortened } = build(ids);
    expect(shortened[0]).toBe('sub39');
    expect(query['sub0']).toBe(hash);
    expect(Object.keys(query)).toHaveLength(6 + ids.length - shortened.length);
  });

  test('stays under 2,000 characters, and always identifies and counts the conversion', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 3_000 });
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 12 }), (values) => {
        const { url, query } = build(values.map((value, i) => ({ name: `sub${i}`, value })));
        expect(url.length).toBeLessThan(2_000);
        expect(query).toMatchObject({
          clickid: core.clickId,
          sum: core.sum,
          type: core.type,
          currency: 'USD',
          rdtk_event_id: core.rdtkEventId,
          ptoken: 's3cret',
        });
      }),
    );
  });
});

test('a masked URL shows what identifies the conversion, and no value that a template filled in', () => {
  const { url } = build([
    { name: 'eventid', value: 'buyer@example.test' },
    { name: 'a&sum=1', value: 'b' },
  ]);
  expect(maskPostbackUrl(url)).toBe(
    'https://track.acme.example/postback?clickid=65f1c0de65f1c0de65f1c0de&sum=28.94&type=Purchase&currency=USD' +
      '&rdtk_event_id=CWOGBZLN-SALE-0123456789abcdef&eventid=••••&a%26sum%3D1=••••&ptoken=••••',
  );
  expect(maskPostbackUrl('https://track.acme.example/')).toBe('https://track.acme.example/');
});
