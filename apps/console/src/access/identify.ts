import type { FastifyRequest } from 'fastify';
import type { ApiTokenStore, SessionStore, UserStore } from '@ins-relay/access';
import type { Actor } from './actor.js';
import { readSessionCookie } from './session-cookie.js';

export interface IdentifyPorts {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly tokens: ApiTokenStore;
}

const BEARER = /^Bearer (\S+)$/i;

/** Who makes a call, by its token or its cookie; undefined for nobody. */
export async function identify(
  { sessions, tokens, users }: IdentifyPorts,
  request: FastifyRequest,
  isSecure: boolean,
  nowMs: number,
): Promise<Actor | undefined> {
  const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const token = await tokens.find(bearer, nowMs);
    if (token === undefined) return undefined;
    return { name: `token ${token.label}`, role: token.role, mustChangePassword: false, kind: 'token' };
  }
  const cookie = readSessionCookie(request, isSecure);
  const session = cookie === undefined ? undefined : await sessions.find(cookie, nowMs);
  if (session === undefined) return undefined;
  const user = await users.find(session.name, session.createdAtMs);
  return (
    user && { name: user.name, role: user.role, mustChangePassword: user.mustChangePassword, kind: 'user' }
  );
}
