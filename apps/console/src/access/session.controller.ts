import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPasswordProblem } from '@ins-relay/access';
import type { PasswordChange, Session, SignIn } from '@ins-relay/console-contract';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { CurrentActor, type Actor } from './actor.js';
import { Needs } from './needs.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.js';

class SignInBody implements SignIn {
  @IsString() @MaxLength(200) name!: string;
  @IsString() @MaxLength(1_000) password!: string;
}

class PasswordChangeBody implements PasswordChange {
  @IsString() @MaxLength(1_000) current!: string;
  @IsString() @MaxLength(1_000) next!: string;
}

/** Signing in and out, and one's own password. */
@Controller('api/session')
@Needs('viewer')
export class SessionController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('Session')
  read(@CurrentActor() { mustChangePassword, name, role }: Actor): Session {
    return { name, role, mustChangePassword };
  }

  @Post()
  @HttpCode(200)
  @Needs('anybody')
  @Answers('Session')
  async signIn(
    @Body() { name: typed, password }: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { audit, sessions, throttle, users } = this.context;
    const name = typed.trim().toLowerCase();
    const waitSeconds = await throttle.take(name, request.ip);
    if (waitSeconds !== undefined) {
      const minutes = Math.ceil(waitSeconds / 60);
      const message = `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
      throw new ApiProblem(429, message, undefined, waitSeconds);
    }
    const nowMs = Date.now();
    const user = await users.authenticate(name, password, nowMs);
    if (user === undefined) throw new ApiProblem(401, 'Name or password is wrong.');
    await throttle.forgive(name, request.ip);
    await audit.record({ by: user.name, action: 'session.begin', subject: user.name });
    setSessionCookie(reply, await sessions.begin(user.name, nowMs), this.context.address.isSecure(request));
    return { name: user.name, role: user.role, mustChangePassword: user.mustChangePassword };
  }

  @Delete()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const isSecure = this.context.address.isSecure(request);
    const secret = readSessionCookie(request, isSecure);
    if (secret !== undefined) await this.context.sessions.end(secret);
    clearSessionCookie(reply, isSecure);
  }

  /** Ends every session but a new one for this browser. */
  @Put('password')
  @Answers('Session')
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body() { current, next }: PasswordChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { audit, sessions, throttle, users } = this.context;
    const { name } = actor;
    if (actor.kind === 'token') throw new ApiProblem(403, 'An API token has no password.');
    const waitSeconds = await throttle.take(name, request.ip);
    if (waitSeconds !== undefined) throw new ApiProblem(429, 'Too many tries.', undefined, waitSeconds);
    const nowMs = Date.now();
    if ((await users.authenticate(name, current, nowMs)) === undefined) {
      throw refuse('current', 'is not your present password', 'type it again');
    }
    const flaw = current === next ? 'it is the present one' : findPasswordProblem(next, name);
    if (flaw !== undefined) throw refuse('next', `can’t be used: ${flaw}`, 'a few unrelated words are fine');
    const changed = await users.setPassword(name, next, false, nowMs);
    if (!changed.changed) throw new ApiProblem(401, 'Sign in first.');
    await throttle.forgive(name, request.ip);
    await audit.record({ by: name, action: 'session.change-password', subject: name });
    setSessionCookie(reply, await sessions.begin(name, nowMs), this.context.address.isSecure(request));
    return { name, role: changed.user.role, mustChangePassword: false };
  }
}

function refuse(path: string, problem: string, fix: string): ApiProblem {
  const label = path === 'current' ? 'The present password' : 'The new password';
  return new ApiProblem(422, `${label} ${problem}.`, [{ path, problem, fix }]);
}
