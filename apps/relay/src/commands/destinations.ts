import type { Command } from 'commander';
import type { Connection } from '@ins-relay/contracts';
import type { BlockedDestination } from '@ins-relay/destinations';
import { countWaiting, type WaitingPostbacks } from '@ins-relay/operator';
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
    .command('show <destination>')
    .description('what blocks one, since when, what waits for it, and its settings')
    .action((destination: string) => run((relay) => show(relay, destination)));
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
  const blocked = await relay.board.list();
  const known = await findKnown(relay);
  const waiting = await countWaiting(relay);
  const rows = [...new Set([...known.keys(), ...blocked.keys()])].sort().map((destination) => {
    const { state, since, until, why } = describe(blocked.get(destination));
    const ids = (known.get(destination) ?? []).map(({ id }) => id).join(', ');
    return [destination, ids, state, describeWaiting(waiting, destination), since, until, why];
  });
  const heads = ['destination', 'connections', 'state', 'waiting', 'since', 'until', 'why'];
  if (rows.length === 0) console.log('There is no connection yet, so there is no destination.');
  else console.log(formatTable(heads, rows));
}

async function show(relay: RelayContext, given: string): Promise<void> {
  const destination = await requireDestination(relay, given);
  const { state, since, until, why } = describe((await relay.board.list()).get(destination));
  console.log(`${destination}: ${state}`);
  if (why !== '') console.log(`  since    ${since}\n  until    ${until}\n  why      ${why}`);
  console.log(`  waiting  ${describeWaiting(await countWaiting(relay), destination)}`);
  for (const { id, delivery } of (await findKnown(relay)).get(destination) ?? []) {
    const { concurrency, ratePerSecond, timeoutMs, breaker } = delivery;
    const places = `${concurrency} at once for each dispatcher, ${ratePerSecond} a second, ${timeoutMs} ms for each`;
    const { failures, pauseSeconds } = breaker;
    console.log(`  ${id}: ${places}; after ${failures} failures in a row left alone for ${pauseSeconds} s`);
  }
}

/** Times are UTC. */
function describe(
  blocked: BlockedDestination | undefined,
): Record<'state' | 'since' | 'until' | 'why', string> {
  if (blocked === undefined) return { state: 'open for postbacks', since: '', until: '', why: '' };
  const since = formatTime(blocked.sinceMs);
  if (blocked.state === 'paused')
    return { state: 'paused', since, until: 'resumed', why: `by ${blocked.by}` };
  const until = blocked.untilMs > Date.now() ? formatTime(blocked.untilMs) : 'a probe is answered';
  return { state: 'left alone', since, until, why: blocked.reason };
}

async function pause(relay: RelayContext, given: string): Promise<void> {
  const destination = await requireDestination(relay, given);
  await relay.board.pause(destination, { state: 'paused', sinceMs: Date.now(), by: relay.operator });
  console.log(`${destination} is paused; its postbacks wait.`);
}

async function resume(relay: RelayContext, given: string): Promise<void> {
  const destination = await requireDestination(relay, given);
  const wasBlocked = await relay.board.resume(destination);
  console.log(wasBlocked ? `${destination} is sent to again.` : `${destination} was not blocked.`);
}

/** Takes it with or without its scheme. */
async function requireDestination(relay: RelayContext, given: string): Promise<string> {
  const known = [...(await findKnown(relay)).keys(), ...(await relay.board.list()).keys()];
  const found = known.find((one) => one === given || new URL(one).host === given);
  if (found !== undefined) return found;
  throw new UsageError(
    `There is no destination "${given}". Known: ${[...new Set(known)].join(', ') || 'none'}`,
  );
}

/** The tracking domains, and the connections that have them. */
async function findKnown(relay: RelayContext): Promise<Map<string, Connection[]>> {
  const known = new Map<string, Connection[]>();
  for (const connection of (await relay.connections.list()).connections) {
    const { origin } = new URL(connection.redtrack.trackingDomain);
    known.set(origin, [...(known.get(origin) ?? []), connection]);
  }
  return known;
}

/** `12`, or `12 or more` where not all of the queue was looked at. */
function describeWaiting({ counts, isAtLeast }: WaitingPostbacks, destination: string): string {
  return `${counts.get(destination) ?? 0}${isAtLeast ? ' or more' : ''}`;
}

function formatTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}
