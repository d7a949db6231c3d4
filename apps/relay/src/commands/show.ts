import type { Command } from 'commander';
import { CAUSES, isEventId, OUTCOME_MEANINGS } from '@ins-relay/contracts';
import type { StoredEvent } from '@ins-relay/ledger';
import { describeTimeline, maskNotification } from '@ins-relay/operator';
import { maskPostbackUrl } from '@ins-relay/redtrack';
import { formatOutcome } from '../format-outcome.js';
import { formatTable } from '../format-table.js';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

interface ShowOptions {
  reveal?: boolean;
  json?: boolean;
}

/** `relay show`: all that is known of one event. */
export function addShowCommand(program: Command, run: RunCommand): void {
  program
    .command('show <event>')
    .description('the timeline of an event, by its id or receipt')
    .option('--reveal', 'show customer data and secrets')
    .option('--json', 'as JSON')
    .action((id: string, options: ShowOptions) => run((relay) => show(relay, id, options)));
}

async function show(relay: RelayContext, id: string, options: ShowOptions): Promise<void> {
  const events = await findEvents(relay, id);
  for (const event of events) {
    if (options.json) console.log(JSON.stringify({ ...event.summary, timeline: event.entries }));
    else printEvent(relay, event, options.reveal ?? false);
  }
}

async function findEvents(relay: RelayContext, id: string): Promise<StoredEvent[]> {
  if (isEventId(id)) {
    const event = await relay.reader.read(id);
    if (event !== undefined) return [event];
    if ((await relay.mapQueue.find(id)) !== undefined) {
      console.log('Received and verified; it still waits in the queue notification.map.');
      return [];
    }
    const days = relay.config.ledgerDays;
    throw new UsageError(
      `There is no event ${id}. Events are kept for ${days} days after the last thing that happened.`,
    );
  }
  const { events } = await relay.reader.list({ receipt: id }, 100);
  if (events.length === 0) throw new UsageError(`There is no event with the receipt ${id}.`);
  const stored = await Promise.all(events.reverse().map((event) => relay.reader.read(event.eventId)));
  return stored.filter((event) => event !== undefined);
}

function printEvent(relay: RelayContext, event: StoredEvent, isRevealed: boolean): void {
  const { summary } = event;
  const outcome = formatOutcome(summary.outcome, process.stdout.isTTY);
  console.log(
    `\n${summary.kind ?? 'Notification'} ${summary.receipt ?? ''} · ${outcome} · ${summary.eventId}`,
  );
  console.log(`  ${summary.cause === undefined ? OUTCOME_MEANINGS[summary.outcome] : CAUSES[summary.cause]}`);
  console.log(`  connection ${summary.connectionId}\n`);
  const steps = describeTimeline(event.entries).map((step) => [
    new Date(step.atMs).toISOString().replace('T', ' ').slice(0, 23),
    `+${step.afterMs} ms`,
    step.title,
    step.detail,
  ]);
  console.log(indent(formatTable(['when (UTC)', '', 'what', ''], steps)));
  printBodies(relay, event);
  const record = event.openRecord();
  for (const url of record.urls ?? []) console.log(`\n  GET ${isRevealed ? url : maskPostbackUrl(url)}`);
  if (record.notification !== undefined) {
    const notification = JSON.parse(record.notification) as unknown;
    console.log(
      `\n${indent(JSON.stringify(isRevealed ? notification : maskNotification(notification), null, 2))}`,
    );
    if (!isRevealed) console.log('\n  Customer data is masked; --reveal shows it.');
  }
}

function printBodies(relay: RelayContext, event: StoredEvent): void {
  for (const entry of event.entries) {
    if (entry.type !== 'attempt' || entry.sealedBody === undefined) continue;
    const body = relay.keyring.open(
      Buffer.from(entry.sealedBody, 'base64'),
      `attempt ${event.summary.eventId}`,
    );
    console.log(`\n  RedTrack's answer to attempt ${entry.attempt}: ${body.toString('utf8').slice(0, 200)}`);
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
