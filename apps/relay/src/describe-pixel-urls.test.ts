import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPixelUrls } from '@ins-relay/clickbank';
import type { Connection } from '@ins-relay/contracts';
import { describeOrderForm, describeS2s } from './describe-pixel-urls.js';

const sample = JSON.parse(
  readFileSync(join(__dirname, '../../../packages/mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const unsent: Connection = {
  ...sample,
  id: 'acme',
  clickbank: { ...sample.clickbank, role: 'VENDOR' },
  events: { ...sample.events, InitiateCheckout: null },
};
const sent: Connection = {
  ...unsent,
  events: { ...unsent.events, InitiateCheckout: { type: 'InitiateCheckout', amount: '0' } },
};
const urls = buildPixelUrls({
  publicBaseUrl: 'https://ins.example.com',
  connectionId: 'acme',
  ingestKey: 'k3y',
  trackingDomain: 'https://go.acme.example',
  hosts: ['pixel.acme.example'],
});
const pixelUrl = (text: string) => /Pixel URL +(\S+)/.exec(text)?.[1];

test('while None is matched the pixel to paste is RedTrack’s, and how to change that is said', () => {
  const text = describeOrderForm(urls, unsent, {});
  expect(pixelUrl(text)).toBe(urls.direct);
  expect(text).toContain('says None for InitiateCheckout');
  expect(text).toContain(urls.orderForm);
});

test('where it is matched the pixel to paste is ours, by each of its addresses', () => {
  const text = describeOrderForm(urls, sent, {});
  expect(pixelUrl(text)).toBe(urls.orderForm);
  expect(text).toContain('https://pixel.acme.example/postback?type=InitiateCheckout');
  expect(text).not.toContain('go.acme.example');
});

test('the direct pixel can be had all the same, with a warning of the second count', () => {
  const text = describeOrderForm(urls, sent, { direct: true });
  expect(pixelUrl(text)).toBe(urls.direct);
  expect(text).toContain('counted twice');
});

test('the role is the connection’s unless it is given', () => {
  expect(describeOrderForm(urls, sent, {})).toMatch(/Role +Seller/);
  expect(describeOrderForm(urls, sent, { role: 'affiliate' })).toMatch(/Role +Affiliate[^]*test-card/);
});

test('only the S2S URL has the ingest key', () => {
  expect(describeS2s(urls, sent)).toContain('&key=k3y\n');
  for (const choice of [{}, { direct: true }]) {
    expect(describeOrderForm(urls, sent, choice)).not.toContain('k3y');
  }
});

test('a vendor is warned of purchases that S2S reports without the sum that is to be sent', () => {
  const withPurchases: Connection = {
    ...sent,
    amount: { from: 'totalAccountAmount' },
    events: {
      ...sent.events,
      Sale: { type: 'Purchase' },
      Upsell: { type: 'Upsell', amountFrom: 'totalOrderAmount' },
    },
    pixel: { ...sent.pixel, events: { 'Initial Purchase': 'Sale', 'Upsell Purchase': 'Upsell' } },
  };
  expect(describeS2s(urls, withPurchases)).toContain('so Initial Purchase would be quarantined');
  expect(describeS2s(urls, sent)).not.toContain('warning');
  const affiliate: Connection = {
    ...withPurchases,
    clickbank: { ...sent.clickbank, role: 'AFFILIATE' },
  };
  expect(describeS2s(urls, affiliate)).not.toContain('warning');
});
