import { buildPixelUrls } from './build-pixel-urls.js';
import { pickPixelParameters } from './pick-pixel-parameters.js';
import { PIXEL_PARAMETERS } from './pixel-parameters.js';

const urls = buildPixelUrls({
  publicBaseUrl: 'https://ins.example.com',
  connectionId: 'acme',
  ingestKey: 'k3y',
  trackingDomain: 'https://go.acme.example',
  hosts: ['pixel.acme.example'],
});
const queryOf = (url: string) => new URL(url).searchParams;

test('with the click id that ClickBank puts behind it, each order-form pixel says type and click id', () => {
  for (const url of [urls.orderForm, ...urls.orderFormByHost]) {
    expect(pickPixelParameters(queryOf(`${url}&clickid=abc`))).toEqual({
      type: 'InitiateCheckout',
      clickid: 'abc',
    });
  }
});

test('a tag has the URL escaped, and asks for an image', () => {
  expect(urls.imageTag).toBe(
    '<img src="https://ins.example.com/postback/acme?type=InitiateCheckout&amp;format=img&amp;clickid=CLICKID" width="1" height="1" alt="">',
  );
  expect(urls.directImageTag).toContain(
    '"https://go.acme.example/postback?type=InitiateCheckout&amp;format=img',
  );
});

test('the S2S URL has every macro that is understood, and ends with the key', () => {
  expect(urls.s2s.endsWith('&key=k3y')).toBe(true);
  const named = [...queryOf(urls.s2s)].filter(([name, value]) => value === `{${name}}`).map(([name]) => name);
  const ownOnly = ['type', 'clickid'];
  expect([...named, ...ownOnly].sort()).toEqual([...PIXEL_PARAMETERS].sort());
});

test('as long as ClickBank fills in nothing, nothing is taken for a value', () => {
  expect(pickPixelParameters(queryOf(urls.s2s))).toEqual({});
});
