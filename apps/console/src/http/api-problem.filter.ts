import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiError } from '@ins-relay/console-contract';
import type { Logger, RedisClient } from '@ins-relay/platform';
import { ApiProblem } from './api-problem.js';

const INTERNAL_ERROR = 500;
const UNAVAILABLE = 503;

/** Every answer that is not what was asked for, in one shape; what nobody foresaw is logged and not told. */
@Catch()
export class ApiProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly redis: RedisClient,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const [status, body] = this.describe(error, host.switchToHttp().getRequest<FastifyRequest>());
    if (error instanceof ApiProblem && error.retryAfterSeconds !== undefined) {
      reply.header('retry-after', String(error.retryAfterSeconds));
    }
    void reply.status(status).send(body);
  }

  private describe(error: unknown, request: FastifyRequest): [number, ApiError] {
    if (error instanceof ApiProblem) {
      return [error.getStatus(), { message: error.message, ...pick(error.problems) }];
    }
    if (error instanceof HttpException) return [error.getStatus(), { message: error.message }];
    const status = readStatus(error);
    if (status !== undefined) return [status, { message: 'The request could not be read.' }];
    this.logger.error({ err: error, method: request.method, route: request.routeOptions.url }, 'call failed');
    if (this.redis.status !== 'ready') {
      return [UNAVAILABLE, { message: 'Redis does not answer at the moment. Try again shortly.' }];
    }
    return [INTERNAL_ERROR, { message: 'Something went wrong; the console’s log tells what.' }];
  }
}

function pick(problems: ApiProblem['problems']): Pick<ApiError, 'problems'> {
  return problems === undefined ? {} : { problems };
}

/** Of Fastify's own errors: a body that is too large, or is no JSON. */
function readStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
