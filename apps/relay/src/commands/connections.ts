import type { Command } from 'commander';
import { exportConnections } from '@ins-relay/connections/declared';
import { EVENT_KINDS, type Connection } from '@ins-relay/contracts';
import { buildInsUrl } from '@ins-relay/operator';
import { formatTable } from '../format-table.js';
import { requireConnection, UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

const DAY_MS = 86_400_000;

interface RotateOptions {
  secret?: boolean;
  graceDays: string;
}

interface ExportFlags {
  sealed?: boolean;
}

/** `relay connections …` */
export function addConnectionsCommands(program: Command, run: RunCommand): void {
  const connections = program.command('connections').description('the connections and their state');
  connections
    .command('list')
    .description('all connections')
    .action(() => run(list));
  connections
    .command('show <id>')
    .description('one connection: its INS URL, whether it is verified, its settings')
    .action((id: string) => run((relay) => show(relay, id)));
  connections
    .command('rotate-key <id>')
    .description('give it a new ingest key, or with --secret the new secret key read from standard input')
    .option('--secret', 'rotate the ClickBank secret key instead')
    .option('--grace-days <days>', 'how long the key of now is still accepted', '7')
    .action((id: string, options: RotateOptions) => run((relay) => rotate(relay, id, options)));
  connections
    .command('pause <id>')
    .description('hold its events')
    .action((id: string) => run((relay) => setEnabled(relay, id, false)));
  connections
    .command('resume <id>')
    .description('let its events go on, the held ones first')
    .action((id: string) => run((relay) => setEnabled(relay, id, true)));
  connections
    .command('export')
    .description('all connections in the declared form; secrets as placeholders')
    .option('--sealed', 'with the secrets, sealed under the master key: a backup that relay apply takes')
    .action((options: ExportFlags) => run((relay) => exportAll(relay, options)));
}

async function exportAll(relay: RelayContext, { sealed = false }: ExportFlags): Promise<void> {
  const { connections, unreadable } = await relay.connections.list();
  console.log(exportConnections(connections, sealed ? { sealUnder: relay.keyring } : {}));
  for (const { id, problem } of unreadable) console.error(`${id} is not in it, it can't be read: ${problem}`);
  // Whoever makes backups has to hear of one that is not whole.
  if (unreadable.length > 0) process.exitCode = 1;
}

async function list(relay: RelayContext): Promise<void> {
  const { connections, unreadable } = await relay.connections.list();
  for (const { id, problem } of unreadable) console.error(`${id} can't be read: ${problem}`);
  if (connections.length === 0) {
    console.log(
      'No connection yet. Write one down (README, "Connect an account") and: relay apply -f connections.yaml',
    );
    return;
  }
  const states = await relay.states.read(connections.map((connection) => connection.id));
  const rows = await Promise.all(
    connections.map(async (connection) => [
      connection.id,
      connection.name,
      `${connection.clickbank.account} (${connection.clickbank.role})`,
      connection.enabled ? 'enabled' : 'paused',
      describeVerified(states.get(connection.id)?.verifiedAtMs),
      String(await relay.held.count(connection.id)),
      String(await relay.unverified.count(connection.id)),
    ]),
  );
  console.log(formatTable(['id', 'name', 'account', 'state', 'verified', 'held', 'unverified calls'], rows));
}

async function show(relay: RelayContext, id: string): Promise<void> {
  const connection = await requireConnection(relay, id);
  const verifiedAtMs = (await relay.states.read([id])).get(id)?.verifiedAtMs;
  const unverified = await relay.unverified.count(id);
  const held = await relay.held.count(id);
  const { account, role, previousSecretKeys } = connection.clickbank;
  const rows = [
    ['name', connection.name],
    ['state', connection.enabled ? 'enabled' : `paused, ${held} events held`],
    ['ClickBank', `${account}, ${role}`],
    ['INS URL', buildInsUrl(relay.config.publicInsBaseUrl, connection)],
    ['verified', describeVerified(verifiedAtMs)],
    [
      'secret key',
      `set${previousSecretKeys.length > 0 ? `, and ${previousSecretKeys.length} previous accepted` : ''}`,
    ],
    ['RedTrack', `${connection.redtrack.trackingDomain}/postback`],
    ['click id from', connection.clickId.from.join(', ')],
    ['sum from', connection.amount.from],
    ...describeMatching(connection),
  ];
  if (unverified > 0)
    rows.push(['unverified calls', `${unverified} kept; relay reverify ${id} after a correction`]);
  console.log(rows.map(([name = '', value = '']) => `${name.padEnd(18)} ${value}`).join('\n'));
}

function describeMatching(connection: Connection): string[][] {
  return EVENT_KINDS.flatMap((kind) => {
    const match = connection.events[kind];
    return match === undefined ? [] : [[kind, match === null ? 'None' : `→ ${match.type}`]];
  });
}

function describeVerified(atMs: number | undefined): string {
  return atMs === undefined ? 'not yet: press Test in ClickBank' : new Date(atMs).toISOString();
}

async function rotate(relay: RelayContext, id: string, options: RotateOptions): Promise<void> {
  const graceDays = Number(options.graceDays);
  if (!(graceDays >= 0 && graceDays <= 365)) throw new UsageError('--grace-days takes 0 to 365');
  await requireConnection(relay, id);
  if (options.secret) {
    const secretKey = (await readStandardInput()).trim();
    if (secretKey === '')
      throw new UsageError('The new secret key is read from standard input; there was none.');
    await relay.connections.rotateSecretKey(id, secretKey, graceDays * DAY_MS, Date.now());
    console.log(`${id} has the new secret key; the one before is accepted for ${graceDays} days more.`);
    return;
  }
  await relay.connections.rotateIngestKey(id, graceDays * DAY_MS, Date.now());
  const rotated = await requireConnection(relay, id);
  console.log(`New INS URL, to paste into ClickBank within ${graceDays} days:`);
  console.log(`  ${buildInsUrl(relay.config.publicInsBaseUrl, rotated)}`);
}

async function readStandardInput(): Promise<string> {
  let all = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) all += String(chunk);
  return all;
}

async function setEnabled(relay: RelayContext, id: string, isEnabled: boolean): Promise<void> {
  await requireConnection(relay, id);
  await relay.connections.setEnabled(id, isEnabled);
  console.log(
    isEnabled ? `${id} is enabled; held events go out now.` : `${id} is paused; its events will be held.`,
  );
}
