import type { ClickBankSettings } from '@ins-relay/contracts';
import { isIngestKey } from './is-ingest-key.js';

const settings: ClickBankSettings = {
  account: 'acme',
  role: 'VENDOR',
  secretKey: 'S',
  previousSecretKeys: [],
  ingestKey: 'current-key',
  previousIngestKeys: [
    { key: 'retired-key', acceptedUntilMs: 1_000 },
    { key: 'listed-key', acceptedUntilMs: null },
  ],
  legacyVersions: false,
};

test.each([
  ['current-key', 5_000, true],
  ['listed-key', 5_000, true],
  ['retired-key', 999, true],
  ['retired-key', 1_000, false],
  ['current-ke', 0, false],
  ['current-key\0', 0, false],
  ['current-key'.padEnd(600), 0, false],
  ['', 0, false],
])('%p at %d: %p', (key, nowMs, isKey) => {
  expect(isIngestKey(key, settings, nowMs)).toBe(isKey);
});

test('nothing is the key of a connection that does not exist, not even nothing', () => {
  expect(isIngestKey('', undefined, 0)).toBe(false);
});
