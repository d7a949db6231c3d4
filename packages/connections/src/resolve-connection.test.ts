import { parseOrThrow, readDeclaredExample, readExample } from '../test/read-example.js';
import { generateIngestKey } from './generate-ingest-key.js';
import { REPLACED_KEY_GRACE_MS, resolveConnection } from './resolve-connection.js';

const NOW_MS = Date.UTC(2026, 10, 23);
const MINIMAL = `connections:
  - id: acme
    clickbank: { account: acme, secretKey: NEWKEY }
    redtrack: { trackingDomain: https://track.acme.example }
`;

function resolve(text: string, existing?: Parameters<typeof resolveConnection>[1], nowMs = NOW_MS) {
  const [declared] = parseOrThrow(text);
  if (declared === undefined) throw new Error('no connection');
  return resolveConnection(declared, existing, () => 'generated', nowMs);
}

test('a new connection gets an ingest key, and its id for a name', () => {
  expect(resolve(MINIMAL)).toMatchObject({
    id: 'acme',
    name: 'acme',
    clickbank: { ingestKey: 'generated', previousIngestKeys: [], previousSecretKeys: [] },
  });
});

test('a stored ingest key stays where the file gives none', () => {
  const existing = resolve(MINIMAL.replace('NEWKEY', 'NEWKEY, ingestKey: theStoredKey'));
  expect(resolve(MINIMAL, existing).clickbank).toMatchObject({
    ingestKey: 'theStoredKey',
    previousIngestKeys: [],
  });
});

test('an ingest key that the file replaces is accepted for the time of grace', () => {
  const replaced = resolve(
    MINIMAL.replace('NEWKEY', 'NEWKEY, ingestKey: anotherKey'),
    resolve(MINIMAL),
  ).clickbank;
  expect(replaced.ingestKey).toBe('anotherKey');
  expect(replaced.previousIngestKeys).toEqual([
    { key: 'generated', acceptedUntilMs: NOW_MS + REPLACED_KEY_GRACE_MS },
  ]);
});

test('a secret key that the file replaces is accepted for seven days, however often the file is applied', () => {
  const before = resolve(MINIMAL.replace('NEWKEY', 'OLDKEY'));
  const once = resolve(MINIMAL, before);
  expect(once.clickbank.previousSecretKeys).toEqual([
    { key: 'OLDKEY', acceptedUntilMs: NOW_MS + 7 * 86_400_000 },
  ]);
  expect(resolve(MINIMAL, once, NOW_MS + 86_400_000)).toEqual(once);
  expect(resolve(MINIMAL, once, NOW_MS + 7 * 86_400_000).clickbank.previousSecretKeys).toEqual([]);
});

test('previous keys of the file have the end that it gives, or none', () => {
  const text = MINIMAL.replace(
    'NEWKEY',
    'NEWKEY, previousSecretKeys: [A, { key: B, acceptedUntil: 2026-12-01T01:00:00+01:00 }]',
  );
  expect(resolve(text).clickbank.previousSecretKeys).toEqual([
    { key: 'A', acceptedUntilMs: null },
    { key: 'B', acceptedUntilMs: Date.UTC(2026, 11, 1) },
  ]);
});

test('None becomes null, and an event that is not mentioned stays absent', () => {
  const { events } = resolve(`${MINIMAL}    events: { Sale: Purchase, Refund: None }\n`);
  expect(events).toEqual({ Sale: { type: 'Purchase' }, Refund: null });
});

test('the example resolves to plain values, as they will be stored', () => {
  const example = readExample();
  expect(JSON.parse(JSON.stringify(example))).toStrictEqual(example);
  expect(example.rules).toEqual([
    {
      name: 'high-ticket',
      when: 'event.kind == "Sale" && event.amount >= 500.0',
      send: [{ type: 'HighTicket' }, { type: 'Purchase', amount: '0' }],
    },
    {
      name: 'skip-warranty',
      when: 'event.lineItems.exists(i, i.itemNo == "warranty")',
      ignore: 'warranty items are not conversions',
    },
  ]);
  expect(resolveConnection(readDeclaredExample(), example, () => 'x', NOW_MS)).toEqual(example);
});

test('generated ingest keys are 32 letters and digits, and differ', () => {
  const keys = Array.from({ length: 50 }, generateIngestKey);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(new Set(keys).size).toBe(50);
});
