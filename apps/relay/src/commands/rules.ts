import type { Command } from 'commander';
import {
  detectFileKind,
  generateIngestKey,
  parseConnectionsFile,
  parseRulesFile,
  resolveConnection,
  type FileProblem,
} from '@ins-relay/connections/declared';
import type { Connection, Rule } from '@ins-relay/contracts';
import { previewEvent } from '@ins-relay/preview';
import { describePreview } from '../describe-preview.js';
import { formatProblem } from '../format-problem.js';
import { requireSubject, isFile, openSubject, readSubjectFile, type FileSubject } from '../read-subject.js';
import { readTextFile } from '../read-text-file.js';
import { UsageError, type Environment, type RelayContext, type RunCommand } from '../relay-context.js';

interface TestOptions {
  file?: string;
  event: string;
  connection?: string;
  clickId?: string;
  reveal?: boolean;
}

/** `relay rules …` */
export function addRulesCommands(program: Command, run: RunCommand, environment: Environment): void {
  program
    .command('rules')
    .description('try rules without sending anything')
    .command('test')
    .description('how each rule answers on an event, and the postbacks that would go out')
    .requiredOption('-e, --event <event>', 'an event id, a receipt, or a file with a notification')
    .option('-f, --file <file>', 'rules.yaml with `rules:`, or connections.yaml; as stored when left out')
    .option(
      '-c, --connection <id>',
      'with the settings of this connection; the one of the event when left out',
    )
    .option('--click-id <id>', 'as if the event had this click id')
    .option('--reveal', 'show customer data and secrets in URLs')
    .action((options: TestOptions) => test(options, run, environment));
}

/** What the event is tried with. */
interface Settings {
  readonly declared: readonly Connection[];
  /** In place of the connection's. */
  readonly rules?: readonly Rule[];
}

async function test(options: TestOptions, run: RunCommand, environment: Environment): Promise<void> {
  const settings = await readSettings(options.file, environment);
  const subject = isFile(options.event) ? await readSubjectFile(options.event) : undefined;
  // With both from files nothing else is needed: it also works where no Redis is.
  if (subject !== undefined && settings.declared.length > 0) {
    tryEvent(subject, pickConnection(settings.declared, options.connection), settings, options);
    return;
  }
  await run((relay) => tryWithStored(relay, subject, settings, options));
}

async function tryWithStored(
  relay: RelayContext,
  given: FileSubject | undefined,
  settings: Settings,
  options: TestOptions,
): Promise<void> {
  const subject = given ?? (await requireSubject(relay, options.event));
  const { connections } = await relay.connections.list();
  const known = [
    ...settings.declared,
    ...connections.filter(({ id }) => !settings.declared.some((one) => one.id === id)),
  ];
  const id = options.connection ?? ('connectionId' in subject ? subject.connectionId : undefined);
  tryEvent(subject, pickConnection(known, id), { ...settings, declared: known }, options);
}

function tryEvent(
  given: FileSubject,
  chosen: Connection,
  { declared, rules = chosen.rules }: Settings,
  options: TestOptions,
): void {
  const connection = { ...chosen, rules: [...rules] };
  const subject = openSubject(given, connection, Date.now());
  const preview = previewEvent({
    ...subject,
    connection,
    ...(options.clickId === undefined ? {} : { assignedClickId: options.clickId }),
    findConnection: (id) => declared.find((one) => one.id === id),
  });
  console.log(`Connection ${connection.id}\n${describePreview(preview, rules, options.reveal ?? false)}`);
}

async function readSettings(file: string | undefined, environment: Environment): Promise<Settings> {
  if (file === undefined) return { declared: [] };
  const text = await readTextFile(file);
  if (detectFileKind(text) === 'rules') {
    const parsed = parseRulesFile(text, environment, file);
    if (!parsed.ok) throw describeProblems(file, parsed.problems);
    return { declared: [], rules: parsed.rules };
  }
  const parsed = parseConnectionsFile(text, environment, file);
  if (!parsed.ok) throw describeProblems(file, parsed.problems);
  const nowMs = Date.now();
  return {
    declared: parsed.connections.map((one) => resolveConnection(one, undefined, generateIngestKey, nowMs)),
  };
}

function describeProblems(file: string, problems: readonly FileProblem[]): UsageError {
  return new UsageError(problems.map((problem) => formatProblem(file, problem)).join('\n'));
}

function pickConnection(known: readonly Connection[], id: string | undefined): Connection {
  const found = id === undefined && known.length === 1 ? known[0] : known.find((one) => one.id === id);
  if (found !== undefined) return found;
  const names = known.map((one) => one.id).join(', ') || 'none';
  throw new UsageError(
    id === undefined
      ? `Which connection? Write --connection with one of: ${names}`
      : `There is no connection "${id}". Known: ${names}`,
  );
}
