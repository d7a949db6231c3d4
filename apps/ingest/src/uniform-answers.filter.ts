import type { IncomingMessage } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '@ins-relay/platform';
import type { AcceptNotification } from './accept-notification.js';
import { toAnswer } from './ins.controller.js';
import { logIngestResult } from './log-ingest-result.js';

const PAYLOAD_TOO_LARGE = 413;
/** Long enough to read what an honest caller still writes. */
const LINGER_MS = 2_000;

/**
 * Whatever goes wrong outside the controller, before a body was read for instance, is answered like any other
 * call that is not accepted: nobody learns how far it got.
 */
@Catch()
export class UniformAnswersFilter implements ExceptionFilter {
  constructor(
    private readonly acceptNotification: AcceptNotification,
    private readonly logger: Logger,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof HttpException && error.getStatus() === 404) {
      await reply.status(404).send({ status: 'not found' });
      return;
    }
    const connectionId = (request.params as { connection?: string } | undefined)?.connection ?? '';
    if (readStatus(error) === PAYLOAD_TOO_LARGE) {
      const call = {
        connectionId,
        ingestKey: '',
        body: Buffer.alloc(0),
        address: request.ip,
        receivedAtMs: Date.now(),
      };
      const result = this.acceptNotification.refuseLargeBody(call);
      logIngestResult(this.logger, 'notification', connectionId, result, 0);
      const answer = toAnswer(result);
      lingerUntilRead(request.raw);
      await reply.status(answer.status).header('connection', 'keep-alive').send(answer.body);
      return;
    }
    const isCallersFault = (readStatus(error) ?? 500) < 500;
    if (!isCallersFault) this.logger.error({ err: error, connection: connectionId }, 'unforeseen');
    const answer = toAnswer(
      isCallersFault
        ? { result: 'rejected', cause: 'not-an-envelope' }
        : { result: 'unavailable', problem: 'unforeseen' },
    );
    await reply.status(answer.status).send(answer.body);
  }
}

/**
 * A caller that is cut off while it still writes would see a broken connection in place of the answer. So the rest
 * is read and thrown away, for a while.
 */
function lingerUntilRead(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(timer));
}

function readStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
