import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import {
  diffConnections,
  formatDiff,
  generateIngestKey,
  parseConnectionsFile,
  resolveConnection,
  type FileProblem,
} from '@ins-relay/connections';
import type { Connection } from '@ins-relay/contracts';
import { describeInsUrl } from '../describe-ins-url.js';
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
  const parsed = parseConnectionsFile(await readDeclaration(options.file), environment, fileName);
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

async function readDeclaration(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** `file:line:column`, which terminals and editors make a link of. */
function formatProblem(fileName: string, { line, column, path, problem, fix }: FileProblem): string {
  return `${fileName}:${line}:${column} ${path} ${problem}\n    fix: ${fix}`;
}
