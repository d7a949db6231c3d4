import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection, Verification } from '@ins-relay/contracts';
import type { ParentClickId } from '@ins-relay/mapping';
import { previewEvent } from './preview-event.js';

interface Golden {
  /** A file of `fixtures/`. */
  connection: string;
  verification: Verification;
  parent?: ParentClickId;
  payload: Record<string, unknown>;
  event: unknown;
  /** The verdict; of postbacks the URL alone. */
  outcome: unknown;
  postbacks?: string[];
}

const root = join(__dirname, '..');
const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
const names = readdirSync(join(root, 'golden'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .sort();

test.each(names)('%s becomes exactly this event and these postbacks', (name) => {
  const golden = readJson<Golden>(join('golden', name));
  expect(describePreview(golden)).toEqual({
    event: golden.event,
    outcome: golden.outcome,
    postbacks: golden.postbacks,
  });
});

test('there is one for every event, version and role', () => {
  const missing = ['6.0', '7.0', '8.0'].flatMap((version) =>
    ['vendor', 'affiliate'].flatMap((role) => {
      const folder = join(version, role);
      const kinds = names
        .filter((name) => name.startsWith(folder))
        .map((name) => readJson<{ event: { kind: string } }>(join('golden', name)).event.kind);
      return EVENTS_OF_INS.filter((kind) => !kinds.includes(kind)).map((kind) => `${folder} ${kind}`);
    }),
  );
  expect(missing).toEqual([]);
});

/** All but InitiateCheckout, which INS does not report. */
const EVENTS_OF_INS = [
  'Sale',
  'Rebill',
  'Refund',
  'Chargeback',
  'Upsell',
  'CancelRebill',
  'UncancelRebill',
  'SubscriptionChange',
  'CartAbandonment',
  'TestTransactions',
  'Other',
];

function describePreview({ connection, parent, payload, verification }: Golden) {
  const { event, verdict } = previewEvent({
    payload,
    verification,
    connection: readJson<Connection>(`fixtures/${connection}.json`),
    parent: parent ?? { status: 'unseen' },
    eventId: 'golden',
    findConnection: () => undefined,
  });
  if (verdict.verdict !== 'send') return { event, outcome: verdict, postbacks: undefined };
  const { postbacks, ...outcome } = verdict;
  return { event, outcome, postbacks: postbacks.map(({ url }) => url) };
}
