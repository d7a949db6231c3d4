import type { Command } from 'commander';
import { reverifyCalls } from '@ins-relay/repair';
import { requireConnection, type RunCommand } from '../relay-context.js';

/** `relay reverify`: accepts what was rejected because the settings were wrong. */
export function addReverifyCommand(program: Command, run: RunCommand): void {
  program
    .command('reverify <connection>')
    .description('try the rejected calls of a connection again, after a wrong key or account was corrected')
    .action((id: string) =>
      run(async (relay) => {
        const connection = await requireConnection(relay, id);
        const ports = { ...relay, queue: relay.mapQueue };
        const { offered, accepted } = await reverifyCalls(ports, connection, relay.operator, Date.now());
        console.log(`${accepted} of ${offered} kept calls verify now and go their way.`);
        if (accepted < offered)
          console.log(`${offered - accepted} still do not verify; they stay for another try.`);
      }),
    );
}
