import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import type { AppMetrics } from '@ins-relay/metrics';
import type { Logger } from '@ins-relay/platform';
import type { AcceptNotification } from '../accept-notification.js';
import { ANSWERS } from '../answers.js';
import { lingerUntilRead } from '../http/linger-until-read.js';
import { readBody } from '../http/read-body.js';
import type { IngestResult } from '../ingest-result.js';
import { logIngestResult } from '../log-ingest-result.js';
import { waitForTick } from '../wait-for-tick.js';
import { findInsTarget, INS_ROUTE, type InsTarget } from './find-ins-target.js';
import { InsCall } from './ins-call.js';

export interface InsEndpointPorts {
  readonly acceptNotification: Pick<AcceptNotification, 'accept' | 'refuseLargeBody'>;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  readonly metrics: Pick<AppMetrics, 'http'>;
  readonly server: Pick<Server, 'listening'>;
  readonly bodyBytesMax: number;
  /** Whose `X-Forwarded-For` is believed: addresses and CIDR ranges. */
  readonly trustedProxies: readonly string[];
}

const NO_BODY = Buffer.alloc(0);

/**
 * The INS URL: `POST /ins/<connection>?key=<ingest key>`. It stands beside the framework for what that saves on every
 * notification (docs/adr/0009).
 */
export class InsEndpoint {
  private readonly isTrustedProxy: (address: string, hops: number) => boolean;

  constructor(private readonly ports: InsEndpointPorts) {
    this.isTrustedProxy = proxyAddress.compile([...ports.trustedProxies]);
  }

  /** @returns false for any other call, which it leaves as it is */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    const target = findInsTarget(request);
    if (target === undefined) return false;
    const startedMs = performance.now();
    this.answer(target, request, response, startedMs).catch((error: unknown) => {
      this.ports.logger.error({ err: error, connection: target.connectionId }, 'unforeseen');
      this.send(response, { result: 'unavailable', problem: 'unforeseen' }, startedMs);
    });
    return true;
  }

  private async answer(
    target: InsTarget,
    request: IncomingMessage,
    response: ServerResponse,
    startedMs: number,
  ): Promise<void> {
    const { acceptNotification, bodyBytesMax, logger } = this.ports;
    const read = await readBody(request, bodyBytesMax);
    if (read === 'broken-off') return;
    const [receivedAtMs, readMs] = [Date.now(), performance.now()];
    const findAddress = () => proxyAddress(request, this.isTrustedProxy);
    const isTooLarge = read === 'too-large';
    const call = new InsCall(target, isTooLarge ? NO_BODY : read, receivedAtMs, findAddress);
    const result = isTooLarge
      ? acceptNotification.refuseLargeBody(call)
      : await acceptNotification.accept(call);
    logIngestResult(logger, 'notification', target.connectionId, result, Date.now() - receivedAtMs);
    if (isTooLarge) {
      lingerUntilRead(request);
      response.setHeader('connection', 'keep-alive');
    } else if (result.result === 'rejected') {
      await waitForTick(readMs);
    }
    this.send(response, result, startedMs);
  }

  private send(response: ServerResponse, result: IngestResult, startedMs: number): void {
    const { status, headers, text } = ANSWERS[result.result];
    // A connection that is kept open would keep a server that closes from its end.
    if (!this.ports.server.listening) response.shouldKeepAlive = false;
    if (result.result === 'limited') response.setHeader('retry-after', String(result.retryAfterSeconds));
    response.writeHead(status, headers);
    response.end(text);
    this.ports.metrics.http.note('POST', INS_ROUTE, status, performance.now() - startedMs);
  }
}
