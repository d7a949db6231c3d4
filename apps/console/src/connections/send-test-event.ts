import { randomBytes, randomInt } from 'node:crypto';
import { encryptNotification } from '@ins-relay/clickbank';
import type { TestEventRequest, TestEventResult } from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';
import { buildInsUrl } from '@ins-relay/operator';
import { buildSalePayload, buildTestPayload, planSale } from './build-test-payload.js';

const TIMEOUT_MS = 5_000;
const IV_BYTES = 16;
const RECEIPT_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Calls the INS URL as ClickBank would, with a notification encrypted under the connection's own secret key. */
export async function sendTestEvent(
  ingestBaseUrl: string,
  connection: Connection,
  request: TestEventRequest,
): Promise<TestEventResult> {
  const nowMs = Date.now();
  const sale =
    request.event === 'sale'
      ? planSale(request, () => RECEIPT_ALPHABET.charAt(randomInt(RECEIPT_ALPHABET.length)))
      : undefined;
  const payload =
    sale === undefined ? buildTestPayload(connection, nowMs) : buildSalePayload(connection, sale, nowMs);
  const body = encryptNotification(payload, connection.clickbank.secretKey, randomBytes(IV_BYTES));
  const about = sale === undefined ? {} : { receipt: sale.receipt };
  try {
    const response = await fetch(buildInsUrl(ingestBaseUrl, connection), {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    });
    await response.arrayBuffer();
    const durationMs = Date.now() - nowMs;
    const { status } = response;
    return { status, durationMs, ...about, ...(response.ok ? {} : { problem: explain(status) }) };
  } catch (error) {
    const why =
      error instanceof Error && error.name === 'TimeoutError' ? 'did not answer in 5 s' : 'can’t be reached';
    const problem = `Ingest ${why} at ${ingestBaseUrl}. Is it running? INGEST_URL says where the console looks for it.`;
    return { status: 0, durationMs: Date.now() - nowMs, ...about, problem };
  }
}

function explain(status: number): string {
  switch (status) {
    case 400:
      return 'Ingest could not verify it. It may still have the settings of a moment ago: try again in a few seconds.';
    case 503:
      return 'Ingest can’t store anything at the moment; look at the Redis page.';
    default:
      return `Ingest answered ${status}: something else may be listening there.`;
  }
}
