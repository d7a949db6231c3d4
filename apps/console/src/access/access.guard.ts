import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { hasRole } from '@ins-relay/access';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import type { RequestWithActor } from './actor.js';
import { identify } from './identify.js';
import { isSameOrigin } from './is-same-origin.js';
import { NEED, type Need } from './needs.js';

const READING = new Set(['GET', 'HEAD']);
/** What somebody may call whose password has to be changed first. */
const SESSION_PATH = '/api/session';

/** Lets in who may: signed in, from our own pages, with the role that the route needs. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly context: ConsoleContext,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const need = this.reflector.getAllAndOverride<Need | undefined>(NEED, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    if (need === undefined) throw new ApiProblem(403, 'Nobody may call this.');
    const request = execution.switchToHttp().getRequest<RequestWithActor>();
    const { address } = this.context;
    const isTrusted =
      READING.has(request.method) || isSameOrigin(request.headers, address.readOrigin(request));
    if (need === 'anybody') {
      if (!isTrusted) throw new ApiProblem(403, 'This call comes from another site.');
      return true;
    }
    const actor = await identify(this.context, request, address.isSecure(request), Date.now());
    if (actor === undefined) throw new ApiProblem(401, 'Sign in first.');
    if (actor.kind === 'user' && !isTrusted) throw new ApiProblem(403, 'This call comes from another site.');
    if (actor.mustChangePassword && !request.url.startsWith(SESSION_PATH)) {
      throw new ApiProblem(403, 'Choose a password of your own first.');
    }
    if (!hasRole(actor.role, need)) {
      throw new ApiProblem(403, `Your role is ${actor.role}; this needs ${need}.`);
    }
    request.actor = actor;
    return true;
  }
}
