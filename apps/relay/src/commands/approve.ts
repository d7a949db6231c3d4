import type { Command } from 'commander';
import { approveEvent } from '@ins-relay/repair';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

/** `relay approve`: lets events go that a rule holds. */
export function addApproveCommand(program: Command, run: RunCommand): void {
  program
    .command('approve <event...>')
    .description('let events go that a rule holds; see relay events --outcome pending')
    .action((eventIds: string[]) =>
      run(async (relay) => {
        for (const eventId of eventIds) await approve(relay, eventId);
      }),
    );
}

async function approve(relay: RelayContext, eventId: string): Promise<void> {
  const ports = { ...relay, queue: relay.mapQueue };
  const { result } = await approveEvent(ports, eventId, relay.operator, Date.now());
  switch (result) {
    case 'requeued':
      console.log(`${eventId}: approved and queued again`);
      return;
    case 'not-held':
      throw new UsageError(`${eventId} is not held by a rule; see relay show ${eventId}`);
    case 'not-found':
    case 'nothing-to-map':
      throw new UsageError(`There is no event ${eventId}.`);
  }
}
