import type { ConnectionDetail, ConnectionLine } from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';
import { buildGuide, type GuideFacts } from '@ins-relay/guide';
import { buildInsUrl } from '@ins-relay/operator';
import { declareWithoutSecrets } from './declare-without-secrets.js';

const SHOWN_OF_SECRET = 2;

export interface DetailInput {
  readonly connection: Connection;
  readonly line: ConnectionLine;
  readonly facts: GuideFacts;
  readonly publicBaseUrl: string;
  /** May see the INS URL, which is a secret. */
  readonly isOperator: boolean;
}

/** A connection with its settings and its set-up guide; secrets stay here but the INS URL, for operators. Pure. */
export function buildConnectionDetail({
  connection,
  facts,
  isOperator,
  line,
  publicBaseUrl,
}: DetailInput): ConnectionDetail {
  const { clickbank, redtrack } = connection;
  const { ingestKey, previousIngestKeys, previousSecretKeys, secretKey } = clickbank;
  const guide = buildGuide({ connection, publicBaseUrl, facts });
  return {
    line,
    declared: declareWithoutSecrets(connection),
    hasPostbackToken: redtrack.postbackToken !== null,
    secretKeyHint: secretKey.slice(-SHOWN_OF_SECRET).padStart(secretKey.length, '•'),
    ...(isOperator ? { insUrl: buildInsUrl(publicBaseUrl, connection) } : {}),
    unverifiedCalls: facts.unverifiedCalls,
    retiredKeys: [
      ...previousSecretKeys.map(({ acceptedUntilMs }) => ({ key: 'secret', acceptedUntilMs }) as const),
      ...previousIngestKeys.map(({ acceptedUntilMs }) => ({ key: 'ingest', acceptedUntilMs }) as const),
    ],
    guide: isOperator
      ? guide
      : guide.map((step) => ({
          ...step,
          values: step.values.map(({ label, value }) => ({
            label,
            value: value.replaceAll(ingestKey, '••••'),
          })),
        })),
  };
}
