import type { Command } from 'commander';
import { AuditLog, createOneTimePassword, UserStore } from '@ins-relay/access';
import { formatTable } from '../format-table.js';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

/** `relay users …`: for whoever can't sign in to the console. */
export function addUsersCommands(program: Command, run: RunCommand): void {
  const users = program.command('users').description('who may sign in to the console');
  users
    .command('list')
    .description('names, roles, last sign-ins')
    .action(() => run(list));
  users
    .command('reset-password <name>')
    .description('a one-time password for somebody who lost theirs; they are signed out everywhere')
    .action((name: string) => run((relay) => resetPassword(relay, name)));
}

async function list({ config, redis }: RelayContext): Promise<void> {
  const users = await new UserStore(redis, config.keyPrefix).list();
  if (users.length === 0) {
    console.log('Nobody yet: the console makes its first administrator when it starts.');
    return;
  }
  const rows = users.map(({ lastSignInAtMs, name, role }) => [
    name,
    role,
    lastSignInAtMs === undefined ? 'never' : new Date(lastSignInAtMs).toISOString(),
  ]);
  console.log(formatTable(['name', 'role', 'last sign-in'], rows));
}

async function resetPassword({ config, operator, redis }: RelayContext, name: string): Promise<void> {
  const store = new UserStore(redis, config.keyPrefix);
  const password = createOneTimePassword();
  const changed = await store.setPassword(name, password, true, Date.now());
  if (!changed.changed) {
    const known = (await store.list()).map((user) => user.name).join(', ') || 'none yet';
    throw new UsageError(`There is no user "${name}". Known: ${known}`);
  }
  await new AuditLog(redis, config.keyPrefix).record({
    by: operator,
    action: 'user.reset-password',
    subject: name,
  });
  console.log(`One-time password of ${name}: ${password}\nIt has to be changed at the next sign-in.`);
}
