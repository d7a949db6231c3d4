import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '@ins-relay/platform';
import { ANSWERS } from './answers.js';
import { lingerUntilRead } from './http/linger-until-read.js';

const PAYLOAD_TOO_LARGE = 413;

/**
 * Whatever goes wrong outside the controllers, before a body was read for instance, is answered like a call of the
 * INS URL that is not accepted: nobody learns how far it got.
 */
@Catch()
export class UniformAnswersFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof HttpException && error.getStatus() === 404) {
      await reply.status(404).send({ status: 'not found' });
      return;
    }
    const errorStatus = readStatus(error) ?? 500;
    if (errorStatus === PAYLOAD_TOO_LARGE) {
      lingerUntilRead(request.raw);
      reply.header('connection', 'keep-alive');
    }
    const isCallersFault = errorStatus < 500;
    if (!isCallersFault) this.logger.error({ err: error }, 'unforeseen');
    const { status, headers, text } = isCallersFault ? ANSWERS.rejected : ANSWERS.unavailable;
    await reply.status(status).headers(headers).send(text);
  }
}

function readStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
