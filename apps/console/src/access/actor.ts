import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '@ins-relay/access';

/** Whoever makes a call: a user, or an API token. */
export interface Actor {
  /** As it stands in timelines and in the audit log. */
  readonly name: string;
  readonly role: Role;
  readonly mustChangePassword: boolean;
  readonly kind: 'user' | 'token';
}

export type RequestWithActor = FastifyRequest & { actor?: Actor };

/** The actor that `AccessGuard` found. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (actor === undefined) throw new Error('this route lets in whoever is not signed in');
  return actor;
});
