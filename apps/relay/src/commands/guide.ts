import { styleText } from 'node:util';
import type { Command } from 'commander';
import { buildGuide, type GuideStep, type StepStatus } from '@ins-relay/guide';
import { collectGuideFacts } from '@ins-relay/operator';
import { requireConnection, type RelayContext, type RunCommand } from '../relay-context.js';

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
  const steps = buildGuide({
    connection,
    publicBaseUrl,
    facts: await collectGuideFacts(relay, connection.id),
  });
  console.log(
    `Set-up of ${connection.name} (${connection.clickbank.account}, ${connection.clickbank.role})\n`,
  );
  steps.forEach((step, i) => console.log(formatStep(step, i + 1, process.stdout.isTTY)));
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
