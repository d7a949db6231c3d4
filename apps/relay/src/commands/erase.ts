import type { Command } from 'commander';
import { eraseCustomer } from '@ins-relay/repair';
import { confirm } from '../confirm.js';
import type { RelayContext, RunCommand } from '../relay-context.js';

interface EraseOptions {
  email: string;
  dryRun?: boolean;
  yes?: boolean;
}

/** `relay erase`: removes a customer. */
export function addEraseCommand(program: Command, run: RunCommand): void {
  program
    .command('erase')
    .description('remove what says who a customer is; times, amounts and receipts of the events stay')
    .requiredOption('--email <address>', 'of the customer')
    .option('--dry-run', 'only count')
    .option('-y, --yes', 'do not ask')
    .action((options: EraseOptions) => run((relay) => erase(relay, options)));
}

async function erase(relay: RelayContext, { email, dryRun, yes }: EraseOptions): Promise<void> {
  const { events } = await relay.reader.list({ email }, Number.POSITIVE_INFINITY);
  console.log(`${events.length} events of this customer.`);
  if (dryRun) return;
  console.log('What is erased can be neither shown nor sent again. RedTrack has to erase its own.');
  if (!yes && !(await confirm())) return;
  const { connections } = await relay.connections.list();
  const erased = await eraseCustomer(relay, connections, email, relay.operator, Date.now());
  console.log(`Erased: ${erased.events} events, ${erased.jobs} waiting jobs, ${erased.calls} kept calls.`);
}
