import type { Command } from 'commander';
import { looksLikeClickId } from '@ins-relay/redtrack';
import { assignClickId } from '@ins-relay/repair';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

/** `relay assign-click`: gives an event the click id it came without. */
export function addAssignClickCommand(program: Command, run: RunCommand): void {
  program
    .command('assign-click <event> <clickid>')
    .description('give an event a click id and send it; rebills and refunds of its receipt inherit it')
    .action((eventId: string, clickId: string) => run((relay) => assign(relay, eventId, clickId.trim())));
}

async function assign(relay: RelayContext, eventId: string, clickId: string): Promise<void> {
  if (!looksLikeClickId(clickId))
    console.error(`warning: ${clickId} does not look like a click id of RedTrack’s`);
  const ports = { ...relay, queue: relay.mapQueue };
  const { result } = await assignClickId(ports, eventId, clickId, relay.operator, Date.now());
  switch (result) {
    case 'requeued':
      console.log(`Assigned and queued again; see relay show ${eventId}`);
      return;
    case 'not-a-click-id':
      throw new UsageError(`"${clickId}" can’t be a click id: up to 200 characters that a URL can hold.`);
    case 'not-found':
      throw new UsageError(`There is no event ${eventId}; relay events lists their ids.`);
    case 'nothing-to-map':
      throw new UsageError('This call was never verified, so there is nothing to send; see relay reverify.');
  }
}
