import type { FastifyReply, FastifyRequest } from 'fastify';

/** A cookie that only this host and path set and read, and only over TLS. */
const SECURE_NAME = '__Host-ins-relay';
const PLAIN_NAME = 'ins-relay';
const AGE_SECONDS = 7 * 86_400;

export function readSessionCookie(request: FastifyRequest, isSecure: boolean): string | undefined {
  return request.cookies[isSecure ? SECURE_NAME : PLAIN_NAME];
}

export function setSessionCookie(reply: FastifyReply, secret: string, isSecure: boolean): void {
  void reply.setCookie(isSecure ? SECURE_NAME : PLAIN_NAME, secret, {
    ...describeCookie(isSecure),
    maxAge: AGE_SECONDS,
  });
}

export function clearSessionCookie(reply: FastifyReply, isSecure: boolean): void {
  void reply.clearCookie(isSecure ? SECURE_NAME : PLAIN_NAME, describeCookie(isSecure));
}

function describeCookie(isSecure: boolean) {
  return { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' } as const;
}
