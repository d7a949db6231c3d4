import type { Command } from 'commander';
import {
  diffConnections,
  formatDiff,
  generateIngestKey,
  parseConnectionsFile,
  resolveConnection,
} from '@ins-relay/connections/declared';
import type { Connection } from '@ins-relay/contracts';
import { buildInsUrl, checkReach, findUnknownDestinations, type DestinationFlaw } from '@ins-relay/operator';
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
  const parsed = parseConnectionsFile(await readTextFile(options.file), environment, fileName, relay.keyring);
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
  refuse(findUnknownDestinations(wanted, existing.keys()));
  await requireReachable(relay, wanted);
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

async function requireReachable(relay: RelayContext, wanted: readonly Connection[]): Promise<void> {
  if (relay.config.allowPrivateDestinations) return;
  const { problems, warnings } = await checkReach(wanted);
  for (const { connectionId, problem } of warnings) console.error(`warning: ${connectionId}: ${problem}`);
  refuse(problems);
}

/** @throws UsageError if there is any */
function refuse(flaws: readonly DestinationFlaw[]): void {
  const [first] = flaws;
  if (first === undefined) return;
  const lines = flaws.map(({ connectionId, problem }) => `${connectionId}: ${problem}`);
  throw new UsageError(`Nothing was applied.\n${lines.join('\n')}\n    fix: ${first.fix}`);
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
    console.log(`  ${buildInsUrl(relay.config.publicInsBaseUrl, connection)}`);
  }
}
