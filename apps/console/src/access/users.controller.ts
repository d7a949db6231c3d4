import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { createOneTimePassword, ROLES, UserStore, type UserRefusal } from '@ins-relay/access';
import type { GivenPassword, NewUser, Role, RoleChange, User, UserList } from '@ins-relay/console-contract';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers } from '../openapi/answers.js';
import { CurrentActor, type Actor } from './actor.js';
import { Needs } from './needs.js';

class NewUserBody implements NewUser {
  @IsString() @MaxLength(64) name!: string;
  @IsIn(ROLES) role!: Role;
}

class RoleChangeBody implements RoleChange {
  @IsIn(ROLES) role!: Role;
}

/** Who may use the console. */
@Controller('api/users')
@Needs('admin')
export class UsersController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  @Answers('UserList')
  async list(): Promise<UserList> {
    return { users: await this.context.users.list() };
  }

  @Post()
  @Answers('GivenPassword')
  async create(
    @CurrentActor() actor: Actor,
    @Body() { name: typed, role }: NewUserBody,
  ): Promise<GivenPassword> {
    const name = typed.trim().toLowerCase();
    if (!UserStore.isName(name)) {
      const problem = 'is not a name that can be used';
      const fix = '2 to 64 small letters, digits, and . _ @ - between them';
      throw new ApiProblem(422, `“${typed}” ${problem}: ${fix}.`, [{ path: 'name', problem, fix }]);
    }
    const oneTimePassword = createOneTimePassword();
    const created = await this.context.users.create(name, role, oneTimePassword, Date.now());
    if (!created.changed) throw refuse(created, name);
    await this.context.audit.record({ by: actor.name, action: 'user.create', subject: name, detail: role });
    return { name, oneTimePassword };
  }

  @Put(':name/role')
  @Answers('User')
  async setRole(
    @CurrentActor() actor: Actor,
    @Param('name') name: string,
    @Body() { role }: RoleChangeBody,
  ): Promise<User> {
    const changed = await this.context.users.setRole(name, role);
    if (!changed.changed) throw refuse(changed, name);
    await this.context.audit.record({ by: actor.name, action: 'user.role', subject: name, detail: role });
    return changed.user;
  }

  /** Ends the user's sessions. */
  @Post(':name/reset-password')
  @HttpCode(200)
  @Answers('GivenPassword')
  async resetPassword(@CurrentActor() actor: Actor, @Param('name') name: string): Promise<GivenPassword> {
    const oneTimePassword = createOneTimePassword();
    const changed = await this.context.users.setPassword(name, oneTimePassword, true, Date.now());
    if (!changed.changed) throw refuse(changed, name);
    await this.context.audit.record({ by: actor.name, action: 'user.reset-password', subject: name });
    return { name, oneTimePassword };
  }

  @Delete(':name')
  @HttpCode(204)
  async remove(@CurrentActor() actor: Actor, @Param('name') name: string): Promise<void> {
    const refusal = await this.context.users.remove(name);
    if (refusal !== undefined) throw refuse(refusal, name);
    await this.context.audit.record({ by: actor.name, action: 'user.remove', subject: name });
  }
}

function refuse({ reason }: UserRefusal, name: string): ApiProblem {
  switch (reason) {
    case 'exists':
      return new ApiProblem(409, `There is a user ${name} already.`);
    case 'unknown':
      return new ApiProblem(404, `There is no user ${name}.`);
    case 'last-admin':
      return new ApiProblem(409, `${name} is the only administrator; make somebody else one first.`);
  }
}
