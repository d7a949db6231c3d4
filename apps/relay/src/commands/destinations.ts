import type { Command } from 'commander';
import { DestinationBoard, type BlockedDestination } from '@ins-relay/destinations';
import { formatTable } from '../format-table.js';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

/** `relay destinations …` */
export function addDestinationsCommands(program: Command, run: RunCommand): void {
  const destinations = program
    .command('destinations')
    .description('tracking domains that nothing is sent to at the moment');
  destinations
    .command('list')
    .description('every destination of a connection, and whether it is paused or left alone after failures')
    .action(() => run(list));
  destinations
    .command('pause <destination>')
    .description('send nothing to it until it is resumed; its postbacks wait and use up no attempt')
    .action((destination: string) => run((relay) => pause(relay, destination)));
  destinations
    .command('resume <destination>')
    .description('send to it again: ends a pause, or tries at once after failures')
    .action((destination: string) => run((relay) => resume(relay, destination)));
}

async function list(relay: RelayContext): Promise<void> {
  const blocked = await openBoard(relay).list();
  const known = await findKnown(relay);
  const rows = [...new Set([...known.keys(), ...blocked.keys()])]
    .sort()
    .map((destination) => [
      destination,
      (known.get(destination) ?? []).join(', '),
      ...describe(blocked.get(destination)),
    ]);
  if (rows.length === 0) console.log('There is no connection yet, so there is no destination.');
  else console.log(formatTable(['destination', 'connections', 'state', 'since', 'until', 'why'], rows));
}

function describe(blocked: BlockedDestination | undefined): string[] {
  if (blocked === undefined) return ['open for postbacks'];
  const since = formatTime(blocked.sinceMs);
  return blocked.state === 'paused'
    ? ['paused', since, 'resumed', `by ${blocked.by}`]
    : ['left alone', since, formatTime(blocked.untilMs), blocked.reason];
}

async function pause(relay: RelayContext, given: string): Promise<void> {
  const destination = await requireDestination(relay, given);
  await openBoard(relay).pause(destination, { state: 'paused', sinceMs: Date.now(), by: relay.operator });
  console.log(`${destination} is paused; its postbacks wait.`);
}

async function resume(relay: RelayContext, given: string): Promise<void> {
  const destination = await requireDestination(relay, given);
  const wasBlocked = await openBoard(relay).resume(destination);
  console.log(wasBlocked ? `${destination} is sent to again.` : `${destination} was not blocked.`);
}

/** Takes it with or without its scheme. */
async function requireDestination(relay: RelayContext, given: string): Promise<string> {
  const known = [...(await findKnown(relay)).keys(), ...(await openBoard(relay).list()).keys()];
  const found = known.find((one) => one === given || new URL(one).host === given);
  if (found !== undefined) return found;
  throw new UsageError(
    `There is no destination "${given}". Known: ${[...new Set(known)].join(', ') || 'none'}`,
  );
}

/** The tracking domains, and the connections that have them. */
async function findKnown(relay: RelayContext): Promise<Map<string, string[]>> {
  const known = new Map<string, string[]>();
  for (const { id, redtrack } of (await relay.connections.list()).connections) {
    const { origin } = new URL(redtrack.trackingDomain);
    known.set(origin, [...(known.get(origin) ?? []), id]);
  }
  return known;
}

function openBoard({ redis, config: { keyPrefix } }: RelayContext): DestinationBoard {
  return new DestinationBoard({ redis, keyPrefix, onError: () => undefined });
}

function formatTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}
