export interface TestConnection {
  readonly id: string;
  readonly account?: string;
  readonly role?: 'VENDOR' | 'AFFILIATE';
  readonly secretKey?: string;
  readonly enabled?: boolean;
  readonly trackingDomain: string;
  readonly waitForParentSeconds?: number;
  /** YAML in flow form, in place of the tracking domain alone. */
  readonly redtrack?: string;
  readonly attempts?: number;
  /** YAML in flow form: `breaker: { … }`. */
  readonly breaker?: string;
  readonly ratePerSecond?: number;
  readonly concurrency?: number;
  readonly legacyVersions?: boolean;
  /** Replaces None. */
  readonly initiateCheckout?: string;
  /** Further settings, YAML in flow form: `rules: [{ … }]`. */
  readonly more?: string;
}

export const SECRET_KEY = 'E2ESECRETKEY1234';
export const INGEST_KEY = 'e2eIngestKey0123456789';

/** The declared form of connections that match every event to a conversion type of its own name. */
export function toConnectionsYaml(connections: readonly TestConnection[]): string {
  return `connections:\n${connections.map(toYaml).join('')}`;
}

function toYaml(connection: TestConnection): string {
  const { id, account = 'acme', role = 'VENDOR', secretKey = SECRET_KEY, enabled = true } = connection;
  return `
  - id: ${id}
    name: ${id}
    enabled: ${enabled}
    clickbank:
      account: ${account}
      role: ${role}
      secretKey: ${secretKey}
      ingestKey: ${INGEST_KEY}
      legacyVersions: ${connection.legacyVersions ?? false}
    ${connection.redtrack ?? `redtrack: { trackingDomain: '${connection.trackingDomain}', currency: USD }`}
    clickId:
      from: [trackingCodes, extclid, vendorVariables.clickid, parent]
      waitForParentSeconds: ${connection.waitForParentSeconds ?? 60}
    events:
      Sale: { type: Purchase }
      Upsell: { type: Upsell }
      Rebill: { type: Rebill }
      Refund: { type: Refund, sign: negative }
      Chargeback: { type: Chargeback, sign: negative }
      CancelRebill: { type: CancelRebill, amount: 0 }
      UncancelRebill: None
      SubscriptionChange: None
      CartAbandonment: { type: CartAbandonment, amount: 0 }
      InitiateCheckout: ${connection.initiateCheckout ?? 'None'}
      TestTransactions: None
    delivery:
      timeoutMs: 1000
      ratePerSecond: ${connection.ratePerSecond ?? 10_000}
      concurrency: ${connection.concurrency ?? 50}
      ${connection.breaker ?? ''}
      attempts: ${connection.attempts ?? 12}
    ${connection.more ?? ''}
`;
}
