import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { rotateMasterKey } from '@ins-relay/repair';
import type { RelayContext, RunCommand } from '../relay-context.js';

const PROGRESS_EVERY = 10_000;

/** `relay keys …` */
export function addKeysCommands(program: Command, run: RunCommand): void {
  const keys = program.command('keys').description('the master keys, under which customer data is sealed');
  keys.command('generate').description('a new master key, and how to put it into use').action(generate);
  keys
    .command('rotate')
    .description('seal everything anew under the first key of MASTER_KEYS, while everything runs')
    .action(() => run(rotate));
}

function generate(): void {
  const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  console.log(`${id}:${randomBytes(32).toString('base64')}

1. Add it behind the others in MASTER_KEYS of every app and restart them: all can open it then.
2. Put it first and restart them again: from then on it seals.
3. relay keys rotate, with the same MASTER_KEYS. When that says so, remove the old key.`);
}

async function rotate(relay: RelayContext): Promise<void> {
  console.log(`Everything is sealed under the key "${relay.keyring.currentKeyId}" from now on.`);
  const rotated = await rotateMasterKey(relay, (examined) => {
    if (examined % PROGRESS_EVERY < 500) console.log(`  ${examined} events looked at`);
  });
  console.log(
    `Sealed anew: ${rotated.connections} connections, ${rotated.events} events, ${rotated.calls} kept calls.`,
  );
  const waiting = (await relay.mapQueue.countSealedBefore()) + (await relay.deliverQueue.countSealedBefore());
  console.log(
    waiting === 0
      ? 'Nothing is sealed under another key any more; it can be removed from MASTER_KEYS.'
      : `${waiting} jobs in the queues are sealed under another key. Keep it until they are done, and run this again.`,
  );
}
