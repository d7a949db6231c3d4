import { HttpException } from '@nestjs/common';
import type { Problem } from '@ins-relay/console-contract';

/** A call that can't be done, with the reason as a person reads it. */
export class ApiProblem extends HttpException {
  constructor(
    status: 400 | 401 | 403 | 404 | 409 | 422 | 429 | 502 | 503,
    message: string,
    readonly problems?: readonly Problem[],
    readonly retryAfterSeconds?: number,
  ) {
    super(message, status);
  }
}
