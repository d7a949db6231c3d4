import type { Command } from 'commander';
import { ignoreEvent } from '@ins-relay/repair';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

/** `relay ignore`: ends events that are not to be sent. */
export function addIgnoreCommand(program: Command, run: RunCommand): void {
  program
    .command('ignore <event...>')
    .description('end events that are held, unattributed, quarantined or failed, without sending them')
    .requiredOption('--reason <text>', 'shown in the timeline')
    .action((eventIds: string[], { reason }: { reason: string }) =>
      run(async (relay) => {
        for (const eventId of eventIds) await ignore(relay, eventId, reason.slice(0, 200));
      }),
    );
}

async function ignore(relay: RelayContext, eventId: string, reason: string): Promise<void> {
  const ignored = await ignoreEvent(relay, eventId, reason, relay.operator, Date.now());
  switch (ignored.result) {
    case 'ignored':
      console.log(`${eventId}: ignored; relay replay ${eventId} takes it up again`);
      return;
    case 'not-waiting':
      throw new UsageError(`${eventId} is ${ignored.outcome}; there is nothing to end.`);
    case 'not-found':
      throw new UsageError(`There is no event ${eventId}.`);
  }
}
