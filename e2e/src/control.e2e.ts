import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signLegacyNotification } from '@ins-relay/clickbank';
import { findRepositoryRoot } from '@ins-relay/testkit';
import { SECRET_KEY } from './support/connections-yaml.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { CLICK_ID, newReceipt, sampleNotification } from './support/sample-notification.js';

let relay: RelayUnderTest;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ins-relay-control-'));
  relay = await RelayUnderTest.start();
});
afterAll(async () => {
  await relay?.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => relay.clearBooks());

const RULES = `rules:
      - name: high-ticket
        when: event.kind == "Sale" && event.amount >= 500
        send:
          - { type: HighTicket, parameters: [{ name: sub1, value: '{lineItems.0.itemNo}' }] }
          - { type: Purchase, amountExpression: event.orderAmount - event.taxAmount, connection: second }
      - { name: review, when: event.country == "ZZ", hold: no such country }
      - { name: broken, when: event.vendorVariables.missing == "x" && event.country == "YY", ignore: x }`;

test('a rule sends one event twice, to two RedTracks, with other sums and parameters', async () => {
  await relay.apply({ id: 'second' }, { id: 'ruled', more: RULES });
  const sale = { totalAccountAmount: 612.5, totalOrderAmount: 997, totalTaxAmount: 3.5 };
  await relay.notify('ruled', { ...sampleNotification(sale), vendorVariables: { missing: '' } });
  const [event] = await relay.settled(1, '--connection', 'ruled');
  expect(event).toMatchObject({ outcome: 'delivered', matchedBy: 'rule high-ticket' });
  const postbacks = (await relay.postbacks()).sort((a, b) =>
    (a.query['type'] ?? '').localeCompare(b.query['type'] ?? ''),
  );
  expect(postbacks.map(({ query }) => query)).toMatchObject([
    { type: 'HighTicket', sum: '612.50', sub1: '1', rdtk_event_id: event?.postbacks[0]?.rdtkEventId },
    { type: 'Purchase', sum: '993.50', rdtk_event_id: `${event?.postbacks[0]?.rdtkEventId}-2` },
  ]);
});

test('a rule holds an event until it is approved, or ended', async () => {
  await relay.apply({ id: 'second' }, { id: 'ruled', more: RULES });
  const address = { postalCode: '1', country: 'ZZ' };
  const customer = { billing: { email: 'a@example.test', address } };
  const [first, second] = [newReceipt(), newReceipt()];
  for (const receipt of [first, second])
    await relay.notify('ruled', sampleNotification({ receipt, customer }));
  const ids = await Promise.all(
    [first, second].map(async (receipt) => {
      const [event] = await relay.pending(receipt);
      expect(event).toMatchObject({ outcome: 'pending', cause: 'rule-held', isHeld: true });
      return event?.eventId ?? '';
    }),
  );
  expect(await relay.postbacks()).toEqual([]);
  await relay.relay('approve', ids[0] ?? '');
  await relay.relay('ignore', ids[1] ?? '', '--reason', 'not ours');
  expect(await relay.settled(1, '--receipt', first)).toMatchObject([{ outcome: 'delivered' }]);
  expect(await relay.settled(1, '--receipt', second)).toMatchObject([
    { outcome: 'ignored', cause: 'operator-ignored' },
  ]);
  expect(await relay.postbacks()).toHaveLength(1);
});

test('a rule that fails quarantines the event, which goes out once the rule is mended', async () => {
  await relay.apply({ id: 'second' }, { id: 'ruled', more: RULES });
  const receipt = newReceipt();
  const customer = { billing: { email: 'a@example.test', address: { country: 'YY' } } };
  await relay.notify('ruled', sampleNotification({ receipt, customer }));
  const [event] = await relay.settled(1, '--receipt', receipt);
  expect(event).toMatchObject({ outcome: 'quarantined', cause: 'rule-failed' });
  expect(await relay.relay('show', receipt)).toContain('rule broken: No such key: missing');
  await relay.apply({ id: 'ruled', more: 'rules: []' });
  await relay.relay('replay', event?.eventId ?? '');
  expect(await relay.settled(1, '--receipt', receipt)).toMatchObject([{ outcome: 'delivered' }]);
});

test('rules can be tried on a stored event, nothing is sent, and a mistake is shown with its column', async () => {
  await relay.apply({ id: 'tried' });
  const receipt = newReceipt();
  await relay.notify('tried', sampleNotification({ receipt }));
  await relay.settled(1, '--receipt', receipt);
  await relay.clearBooks();
  const file = join(folder, 'rules.yaml');
  writeFileSync(
    file,
    'rules:\n  - { name: small, when: event.amount < 30, send: [{ type: Small, amount: 1 }] }\n',
  );
  const shown = await relay.relay('rules', 'test', '-f', file, '--event', receipt);
  expect(shown).toMatch(/small +yes +its condition is true/);
  expect(shown).toContain(`GET ${relay.stack.sandboxUrl}/postback?clickid=${CLICK_ID}&sum=1&type=Small`);
  expect(shown).not.toContain('planted');
  expect(await relay.postbacks()).toEqual([]);
  writeFileSync(file, 'rules:\n  - { name: small, when: event.amont < 30, ignore: x }\n');
  const { code, stderr } = await relay.stack.runRelay(['rules', 'test', '-f', file, '--event', receipt]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /rules\.yaml:2:26 rules\[0\]\.when No such key: amont \(column 7\); did you mean amount\?/,
  );
});

test('every golden notification can be tried from its file, without Redis', async () => {
  const root = findRepositoryRoot(__dirname);
  const connections = join(folder, 'connections.yaml');
  writeFileSync(connections, await relay.relay('connections', 'export'));
  const { code, stdout, stderr } = await relay.stack.runRelay(
    [
      'rules',
      'test',
      '-f',
      connections,
      '-c',
      'tried',
      '-e',
      join(root, 'packages/preview/golden/7.0/vendor/refund.json'),
    ],
    { env: { REDIS_URL: 'redis://127.0.0.1:1', ...SECRETS } },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/1\. Refund -28\.94 USD/);
});

/** What an export leaves to the environment. */
const SECRETS = Object.fromEntries(
  ['SECOND', 'RULED', 'TRIED'].flatMap((id) => [
    [`${id}_SECRET_KEY`, SECRET_KEY],
    [`${id}_INGEST_KEY`, 'e2eIngestKey0123456789'],
  ]),
);

test('a connection that a rule names has to exist', async () => {
  await expect(
    relay.apply({
      id: 'alone',
      more: "rules: [{ name: r, when: 'true', send: [{ type: P, connection: nobody }] }]",
    }),
  ).rejects.toThrow(/alone: rule r sends to the connection \\?"nobody\\?", which does not exist/);
});

test('INS 4.0 arrives where legacy versions are turned on, and is rejected and kept where not', async () => {
  const { payload } = JSON.parse(
    readFileSync(join(findRepositoryRoot(__dirname), 'packages/preview/golden/4.0/vendor/sale.json'), 'utf8'),
  ) as { payload: Record<string, string> };
  await relay.apply({ id: 'old' });
  const body = signLegacyNotification(payload, SECRET_KEY);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await relay.post(relay.insUrl('old'), body, form)).status).toBe(400);
  expect(await relay.settled(1, '--connection', 'old')).toMatchObject([
    { outcome: 'rejected', cause: 'unknown-version' },
  ]);
  await relay.apply({ id: 'old', legacyVersions: true });
  await relay.relay('reverify', 'old');
  expect(await relay.settled(1, '--connection', 'old')).toMatchObject([
    { outcome: 'delivered', kind: 'Sale', clickId: CLICK_ID },
  ]);
  expect((await relay.post(relay.insUrl('old'), body, form)).status).toBe(200);
  const events = await relay.settled(2, '--connection', 'old');
  expect(events.map(({ outcome }) => outcome).sort()).toEqual(['delivered', 'duplicate']);
  expect((await relay.postbacks()).map(({ query }) => query)).toMatchObject([
    { clickid: CLICK_ID, sum: '28.94', type: 'Purchase', zip: '85050' },
  ]);
});

test('an upsell that was given up goes on when its original comes', async () => {
  await relay.apply({ id: 'late', waitForParentSeconds: 0 });
  const [parent, child] = [newReceipt(), newReceipt()];
  const upsell = { upsellOriginalReceipt: parent };
  await relay.notify('late', sampleNotification({ receipt: child, trackingCodes: undefined, upsell }));
  expect(await relay.settled(1, '--receipt', child)).toMatchObject([
    { outcome: 'unattributed', cause: 'parent-not-seen' },
  ]);
  await relay.notify('late', sampleNotification({ receipt: parent }));
  expect(await relay.settled(2, '--connection', 'late')).toMatchObject([
    { outcome: 'delivered', receipt: parent },
    { outcome: 'delivered', receipt: child, clickIdSource: 'parent' },
  ]);
});

test('the guide shows the connection’s own values, and turns to verified as things arrive', async () => {
  await relay.apply({ id: 'guided' });
  const before = await relay.relay('guide', 'guided');
  expect(before).toMatch(/… 7\. Paste the INS URL/);
  expect(before).toContain(relay.insUrl('guided'));
  expect(before).not.toContain(SECRET_KEY);
  await relay.notify('guided', { ...sampleNotification({ receipt: '********', transactionType: 'TEST' }) });
  await relay.notify('guided', sampleNotification());
  await relay.settled(2, '--connection', 'guided');
  const after = await relay.relay('guide', 'guided');
  for (const step of [
    '6. Compare the secret key',
    '7. Paste the INS URL',
    '9. Put the click id',
    '10. See the first',
  ]) {
    expect(after).toContain(`✓ ${step}`);
  }
});
