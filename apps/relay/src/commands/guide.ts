import { styleText } from 'node:util';
import type { Command } from 'commander';
import type { Connection } from '@ins-relay/contracts';
import { buildGuide, type GuideFacts, type GuideStep, type StepStatus } from '@ins-relay/guide';
import { requireConnection, type RelayContext, type RunCommand } from '../relay-context.js';

/** Enough to see how a set-up does, little enough to be quick. */
const EVENTS_LOOKED_AT = 100;

/** `relay guide`: how to set up a connection, and what of it works already. */
export function addGuideCommand(program: Command, run: RunCommand): void {
  program
    .command('guide <connection>')
    .description('the ten steps of the set-up with this connection’s own values, and what is verified')
    .action((id: string) => run((relay) => guide(relay, id)));
}

async function guide(relay: RelayContext, id: string): Promise<void> {
  const connection = await requireConnection(relay, id);
  const publicBaseUrl = relay.config.publicInsBaseUrl.replace(/\/+$/, '');
  const steps = buildGuide({ connection, publicBaseUrl, facts: await collectFacts(relay, connection) });
  console.log(
    `Set-up of ${connection.name} (${connection.clickbank.account}, ${connection.clickbank.role})\n`,
  );
  steps.forEach((step, i) => console.log(formatStep(step, i + 1, process.stdout.isTTY)));
}

async function collectFacts(relay: RelayContext, connection: Connection): Promise<GuideFacts> {
  const { id: connectionId } = connection;
  const state = (await relay.states.read([connectionId])).get(connectionId);
  const { events } = await relay.reader.list({ connectionId }, EVENTS_LOOKED_AT);
  const genuine = events.filter(({ kind }) => kind !== undefined && kind !== 'TestTransactions');
  const delivered = genuine.filter(({ outcome }) => outcome === 'delivered');
  const [latest] = delivered;
  const pixel = genuine.find(({ kind }) => kind === 'InitiateCheckout');
  return {
    unverifiedCalls: await relay.unverified.count(connectionId),
    events: genuine.length,
    unattributed: genuine.filter(({ outcome }) => outcome === 'unattributed').length,
    delivered: delivered.length,
    ...(state?.verifiedAtMs === undefined ? {} : { verifiedAtMs: state.verifiedAtMs }),
    ...(latest === undefined ? {} : { deliveredAtMs: latest.updatedAtMs }),
    ...(pixel === undefined ? {} : { pixelAtMs: pixel.receivedAtMs }),
  };
}

const MARKS: Readonly<Record<StepStatus, { mark: string; colour: 'green' | 'red' | 'yellow' | 'gray' }>> = {
  verified: { mark: '✓', colour: 'green' },
  problem: { mark: '✗', colour: 'red' },
  open: { mark: '…', colour: 'yellow' },
  unseen: { mark: '·', colour: 'gray' },
};

function formatStep(
  { title, where, text, values, status, note }: GuideStep,
  number: number,
  isColoured: boolean,
): string {
  const { mark, colour } = MARKS[status];
  const width = Math.max(0, ...values.map(({ label }) => label.length));
  const lines = [
    `${isColoured ? styleText(colour, mark, { validateStream: false }) : mark} ${number}. ${title}`,
    `     ${where}`,
    `     ${text}`,
    ...values.map(({ label, value }) => `       ${label.padEnd(width)}  ${value}`),
    ...(note === undefined ? [] : [`     ${mark} ${note}`]),
  ];
  return `${lines.join('\n')}\n`;
}
