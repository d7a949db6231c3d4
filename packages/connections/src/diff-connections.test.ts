import type { Connection } from '@ins-relay/contracts';
import { readExample } from '../test/read-example.js';
import { diffConnections } from './diff-connections.js';
import { formatDiff } from './format-diff.js';

function listChanges(change: (connection: Connection) => Connection): string[] {
  const [diff] = diffConnections([readExample()], [change(readExample())]).connections;
  return diff?.diff === 'changed' ? diff.changes.map(({ path, from, to }) => `${path}: ${from} → ${to}`) : [];
}

test('a connection is created, changed or unchanged; others are left as they are', () => {
  const a = readExample('a');
  const b = readExample('b');
  expect(diffConnections([a, b], [{ ...b, enabled: false }, readExample('c')])).toEqual({
    connections: [
      { id: 'b', diff: 'changed', changes: [{ path: 'enabled', from: 'true', to: 'false' }] },
      { id: 'c', diff: 'created' },
    ],
    untouched: ['a'],
  });
  expect(diffConnections([a], [readExample('a')]).connections).toEqual([{ id: 'a', diff: 'unchanged' }]);
});

test('every kind of setting is told by its path', () => {
  const changes = listChanges((connection) => ({
    ...connection,
    redtrack: { ...connection.redtrack, currency: null },
    clickId: { ...connection.clickId, from: ['parent'] },
    events: {
      ...connection.events,
      Rebill: null,
      Upsell: { type: 'Upsell', amount: '0' },
      Other: { type: 'X' },
    },
    delivery: { ...connection.delivery, attempts: 3 },
  }));
  expect(changes).toEqual([
    'redtrack.currency: USD → None',
    'clickId.from: [trackingCodes, extclid, vendorVariables.clickid, parent] → [parent]',
    'events.Rebill.type: Rebill → (nothing)',
    'delivery.attempts: 12 → 3',
    'events.Rebill: (nothing) → None',
    'events.Upsell.amount: (nothing) → 0',
    'events.Other.type: (nothing) → X',
  ]);
});

test('a rule put in front is told as one rule and the new order', () => {
  const changes = listChanges((connection) => ({
    ...connection,
    rules: [{ name: 'first', when: 'true', ignore: 'why' }, ...connection.rules],
  }));
  expect(changes).toEqual([
    'rules: [high-ticket, skip-warranty] → [first, high-ticket, skip-warranty]',
    'rules[first].name: (nothing) → first',
    'rules[first].when: (nothing) → true',
    'rules[first].ignore: (nothing) → why',
  ]);
});

test('secrets are told to be set or changed, never shown', () => {
  const changes = listChanges((connection) => ({
    ...connection,
    clickbank: {
      ...connection.clickbank,
      secretKey: 'hidden-1',
      ingestKey: 'hidden-2',
      previousSecretKeys: [{ key: 'hidden-3', acceptedUntilMs: Date.UTC(2026, 11, 1) }],
    },
    redtrack: { ...connection.redtrack, postbackToken: 'hidden-4' },
  }));
  expect(changes).toEqual([
    'clickbank.secretKey: •••• (set) → •••• (changed)',
    'clickbank.previousSecretKeys: [] → [1 item]',
    'clickbank.ingestKey: •••• (set) → •••• (changed)',
    'redtrack.postbackToken: None → •••• (set)',
    'clickbank.previousSecretKeys[0].key: (nothing) → •••• (set)',
    'clickbank.previousSecretKeys[0].acceptedUntilMs: (nothing) → 2026-12-01T00:00:00.000Z',
  ]);
});

test('a change that could not be told by a text is still a change', () => {
  const [diff] = diffConnections(
    [readExample()],
    [{ ...readExample(), parameters: readExample().parameters.map((one) => ({ ...one, extra: undefined })) }],
  ).connections;
  expect(diff?.diff).toBe('changed');
});

test('as text for the terminal', () => {
  const b = readExample('b');
  const wanted = [
    readExample('new'),
    { ...b, enabled: false, clickbank: { ...b.clickbank, secretKey: 'OTHER' } },
    readExample('same'),
  ];
  expect(formatDiff(diffConnections([b, readExample('same'), readExample('other')], wanted))).toBe(
    `+ new: created
~ b: changed
    enabled              true → false
    clickbank.secretKey  •••• (set) → •••• (changed)
= same: unchanged
  other: not in the file, left as it is
1 created, 1 changed, 1 unchanged`,
  );
});
