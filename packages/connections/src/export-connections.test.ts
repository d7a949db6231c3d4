import type { Connection } from '@ins-relay/contracts';
import { parseOrThrow, readExample } from '../test/read-example.js';
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

function applyAgain(text: string, environment: Record<string, string>): ReturnType<typeof diffConnections> {
  const before = connections();
  const wanted = parseOrThrow(text, environment).map((declared, i) =>
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

test('an export with its secrets, applied again, changes nothing', () => {
  expect(applyAgain(exportConnections(connections(), { withSecrets: true }), {})).toEqual(UNCHANGED);
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
