import type { Command } from 'commander';
import {
  diffConnections,
  formatDiff,
  generateIngestKey,
  parseConnectionsFile,
  resolveConnection,
} from '@ins-relay/connections';
import type { Connection } from '@ins-relay/contracts';
import { checkHost } from '@ins-relay/destinations';
import { describeInsUrl } from '../describe-ins-url.js';
import { formatProblem } from '../format-problem.js';
import { readTextFile } from '../read-text-file.js';
import { UsageError, type Environment, type RelayContext, type RunCommand } from '../relay-context.js';

interface ApplyOptions {
  file: string;
  dryRun?: boolean;
}

/** `relay apply`: makes the connections what a file says. */
export function addApplyCommand(program: Command, run: RunCommand, environment: Environment): void {
  program
    .command('apply')
    .description('declare connections; shows what changes, and changes nothing where anything is wrong')
    .requiredOption('-f, --file <file>', 'YAML or JSON; - reads from standard input')
    .option('--dry-run', 'only show what would change')
    .action((options: ApplyOptions) => run((relay) => apply(relay, options, environment)));
}

async function apply(relay: RelayContext, options: ApplyOptions, environment: Environment): Promise<void> {
  const fileName = options.file === '-' ? 'standard input' : options.file;
  const parsed = parseConnectionsFile(await readTextFile(options.file), environment, fileName);
  for (const warning of parsed.warnings) console.error(`warning: ${formatProblem(fileName, warning)}`);
  if (!parsed.ok) {
    const problems = parsed.problems.map((problem) => formatProblem(fileName, problem));
    throw new UsageError(`Nothing was applied.\n${problems.join('\n')}`);
  }
  const stored = await relay.connections.list();
  const existing = new Map(stored.connections.map((connection) => [connection.id, connection]));
  const nowMs = Date.now();
  const wanted = parsed.connections.map((declared) =>
    resolveConnection(declared, existing.get(declared.id), generateIngestKey, nowMs),
  );
  requireDestinations(wanted, existing);
  await requirePublicDestinations(relay, wanted);
  const diff = diffConnections(stored.connections, wanted);
  console.log(formatDiff(diff));
  if (options.dryRun) {
    console.log('Dry run: nothing was changed.');
    return;
  }
  const changedIds = new Set(diff.connections.filter((one) => one.diff !== 'unchanged').map((one) => one.id));
  await relay.connections.save(wanted.filter((connection) => changedIds.has(connection.id)));
  printNext(
    relay,
    wanted,
    new Set(diff.connections.filter((one) => one.diff === 'created').map((one) => one.id)),
  );
}

/** What can't be resolved now may be later, and is checked again whenever something is sent. */
async function requirePublicDestinations(relay: RelayContext, wanted: readonly Connection[]): Promise<void> {
  if (relay.config.allowPrivateDestinations) return;
  const refused: string[] = [];
  const hosts = wanted.map(({ id, redtrack }) => ({
    id,
    hostname: new URL(redtrack.trackingDomain).hostname,
  }));
  const names = [...new Set(hosts.map(({ hostname }) => hostname))];
  const reaches = new Map(
    await Promise.all(names.map(async (name) => [name, await checkHost(name)] as const)),
  );
  for (const { id, hostname } of hosts) {
    const reach = reaches.get(hostname);
    if (reach === 'private') refused.push(`${id}: ${hostname} leads to an address that is not public`);
    if (reach === 'unknown') console.error(`warning: ${id}: ${hostname} can’t be resolved at the moment`);
  }
  if (refused.length === 0) return;
  const fix =
    'write RedTrack’s tracking domain; in a network of your own set ALLOW_PRIVATE_DESTINATIONS=true here and for the dispatcher';
  throw new UsageError(`Nothing was applied.\n${refused.join('\n')}\n    fix: ${fix}`);
}

/** A rule may send to another connection's RedTrack, of this file or stored. */
function requireDestinations(wanted: readonly Connection[], stored: ReadonlyMap<string, Connection>): void {
  const known = new Set([...stored.keys(), ...wanted.map(({ id }) => id)]);
  const matches = wanted.flatMap(({ id, rules, events }) => [
    ...rules.flatMap(({ name, send = [] }) => send.map((match) => ({ at: `rule ${name} of ${id}`, match }))),
    ...Object.entries(events).flatMap(([kind, match]) =>
      match === null ? [] : [{ at: `${kind} of ${id}`, match }],
    ),
  ]);
  const unknown = matches.filter(
    ({ match }) => match.connection !== undefined && !known.has(match.connection),
  );
  if (unknown.length === 0) return;
  const lines = unknown.map(
    ({ at, match }) => `${at} sends to the connection "${match.connection}", which does not exist`,
  );
  throw new UsageError(
    `Nothing was applied.\n${lines.join('\n')}\n    fix: known are ${[...known].join(', ')}`,
  );
}

function printNext(
  relay: RelayContext,
  wanted: readonly Connection[],
  createdIds: ReadonlySet<string>,
): void {
  for (const connection of wanted) {
    if (!createdIds.has(connection.id)) continue;
    console.log(
      `\nINS URL of ${connection.id}, to paste into ClickBank (it ends with the key; add nothing):`,
    );
    console.log(`  ${describeInsUrl(relay.config.publicInsBaseUrl, connection)}`);
  }
}
