import { randomBytes } from 'node:crypto';
import type { Connection } from '@ins-relay/contracts';
import { Keyring } from '@ins-relay/sealing';
import { parseOrThrow, readExample } from '../test/read-example.js';
import { parseConnectionsFile } from './declared/parse-connections-file.js';
import { diffConnections } from './diff-connections.js';
import { exportConnections, nameSecretVariable } from './export-connections.js';
import { replaceSecrets } from './replace-secrets.js';
import { resolveConnection } from './resolve-connection.js';

const NOW_MS = Date.UTC(2026, 10, 23);

/** Everything that an export could get wrong. */
function createDifficult(): Connection {
  const example = readExample('1-difficult');
  return {
    ...example,
    name: 'US${HOME} # "quoted": yes',
    enabled: false,
    clickbank: {
      ...example.clickbank,
      role: 'AFFILIATE',
      secretKey: '0123456789',
      previousSecretKeys: [
        { key: '${A}', acceptedUntilMs: NOW_MS + 123_456 },
        { key: 'null', acceptedUntilMs: null },
      ],
      previousIngestKeys: [{ key: 'ingest-before', acceptedUntilMs: NOW_MS + 1 }],
      legacyVersions: true,
    },
    redtrack: { trackingDomain: 'https://track.acme.example', postbackToken: 'token', currency: null },
    events: {
      Sale: { type: 'Purchase', sign: 'positive', amount: '12.50', status: 'Approved' },
      Refund: null,
    },
    parameters: [{ name: 'price', role: null, value: '$${receipt}' }],
    rules: [
      {
        name: 'two lines',
        when: 'event.kind ==\n  "Sale"',
        send: [{ type: 'A', amountFrom: 'totalOrderAmount' }],
      },
    ],
  };
}

const connections = () => [readExample(), createDifficult()];

const createKeyring = (id = 'k1') => new Keyring([{ id, secret: randomBytes(32) }]);

function applyAgain(
  text: string,
  environment: Record<string, string>,
  keyring?: Keyring,
): ReturnType<typeof diffConnections> {
  const before = connections();
  const wanted = parseOrThrow(text, environment, keyring).map((declared, i) =>
    resolveConnection(declared, before[i], () => 'generated', NOW_MS),
  );
  return diffConnections(before, wanted);
}

const UNCHANGED = {
  connections: [
    { id: 'acme-vendor', diff: 'unchanged' },
    { id: '1-difficult', diff: 'unchanged' },
  ],
  untouched: [],
};

describe('a sealed export', () => {
  const keyring = createKeyring();
  const text = exportConnections(connections(), { sealUnder: keyring });
  const listProblems = (file: string, by?: Keyring) => {
    const parsed = parseConnectionsFile(file, {}, 'backup.yaml', by);
    return parsed.ok ? [] : parsed.problems.map(({ path, problem }) => `${path} ${problem}`);
  };

  test('applied again changes nothing, and needs no variable', () => {
    expect(applyAgain(text, {}, keyring)).toEqual(UNCHANGED);
  });

  test('holds none of the secrets', () => {
    for (const connection of connections()) {
      replaceSecrets(connection, (_field, secret) => {
        if (secret.length > 5) expect(text).not.toContain(secret);
        return secret;
      });
    }
  });

  test('is useless without the master key, and says which it is', () => {
    const problems = listProblems(text, createKeyring('k2'));
    expect(problems).toHaveLength(8);
    expect(problems[0]).toBe(
      'connections[0].clickbank.secretKey can\'t be opened: sealed under the master key "k1", which is not configured',
    );
  });

  test('is opened only where somebody gives a keyring', () => {
    expect(listProblems(text)[0]).toBe(
      'connections[0].clickbank.secretKey is sealed, and nothing is opened here',
    );
  });

  test('a secret does not open in another place: not under another id, not in what is sent', () => {
    const [, sealed = ''] = /secretKey: (\S+)/.exec(text) ?? [];
    const moved = [
      text.replace('id: acme-vendor', 'id: acme-other'),
      text.replace('"{receipt}"', JSON.stringify(sealed)),
      text.replace(/ingestKey: \S+/, `ingestKey: ${sealed}`),
    ];
    for (const file of moved) {
      expect(file).not.toBe(text);
      expect(listProblems(file, keyring).join('\n')).toContain('altered, or sealed for another place');
    }
  });

  test('nor as a part of a longer text', () => {
    const [, sealed = ''] = /secretKey: (\S+)/.exec(text) ?? [];
    expect(listProblems(text.replace(sealed, `${sealed}x`), keyring)[0]).toContain('has a ${');
  });
});

test('an export without them, applied again where its variables are set, changes nothing', () => {
  const environment: Record<string, string> = {};
  for (const connection of connections()) {
    replaceSecrets(
      connection,
      (field, secret) => (environment[nameSecretVariable(connection.id, field)] = secret),
    );
  }
  expect(Object.keys(environment)).toEqual([
    'ACME_VENDOR_SECRET_KEY',
    'ACME_VENDOR_INGEST_KEY',
    '_1_DIFFICULT_SECRET_KEY',
    '_1_DIFFICULT_PREVIOUS_SECRET_KEY_1',
    '_1_DIFFICULT_PREVIOUS_SECRET_KEY_2',
    '_1_DIFFICULT_INGEST_KEY',
    '_1_DIFFICULT_PREVIOUS_INGEST_KEY_1',
    '_1_DIFFICULT_POSTBACK_TOKEN',
  ]);
  const text = exportConnections(connections());
  for (const secret of Object.values(environment).filter((value) => value.length > 5))
    expect(text).not.toContain(secret);
  expect(applyAgain(text, environment)).toEqual(UNCHANGED);
});

test('it reads like what a person would write', () => {
  expect(exportConnections([readExample()])).toBe(`# Apply with: relay apply -f <this file>

connections:
  - id: acme-vendor
    name: Acme, vendor account
    enabled: true
    clickbank:
      account: acme
      role: VENDOR
      secretKey: \${ACME_VENDOR_SECRET_KEY}
      previousSecretKeys: []
      ingestKey: \${ACME_VENDOR_INGEST_KEY}
      previousIngestKeys: []
      legacyVersions: false
    redtrack:
      trackingDomain: https://track.acme.example
      postbackToken: null
      currency: USD
    clickId:
      from: [ trackingCodes, extclid, vendorVariables.clickid, parent ]
      waitForParentSeconds: 900
    amount:
      from: totalAccountAmount
    events:
      Sale: { type: Purchase }
      Rebill: { type: Rebill }
      Refund: { type: Refund, sign: negative }
      Chargeback: { type: Chargeback, sign: negative }
      Upsell: { type: Upsell }
      CancelRebill: { type: CancelRebill, amount: "0" }
      UncancelRebill: None
      SubscriptionChange: None
      CartAbandonment: { type: CartAbandonment, amount: "0" }
      TestTransactions: None
      InitiateCheckout: None
    parameters:
      - { name: eventid, role: Event ID, value: "{receipt}" }
      - { name: product, role: Content Name, value: "{lineItems.0.productTitle}" }
      - { name: email, role: Email, value: "{customer.email}" }
      - { name: zip, role: Zip Code, value: "{customer.zip}" }
    pixel:
      hosts: []
      windowSeconds: 1800
      events:
        Order Form Impression: InitiateCheckout
        AddPaymentInfo: None
        Initial Purchase: None
        Upsell Purchase: None
        Combined: None
    delivery:
      timeoutMs: 8000
      attempts: 12
      concurrency: 10
      ratePerSecond: 50
      breaker: { failures: 20, pauseSeconds: 15 }
    rules:
      - name: high-ticket
        when: event.kind == "Sale" && event.amount >= 500.0
        send:
          - { type: HighTicket }
          - { type: Purchase, amount: "0" }
      - name: skip-warranty
        when: event.lineItems.exists(i, i.itemNo == "warranty")
        ignore: warranty items are not conversions
`);
});
