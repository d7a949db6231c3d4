import type { Command } from 'commander';
import type { EventSummary } from '@ins-relay/ledger';
import { addEventFilters, toEventQuery, type EventFilterOptions } from '../event-filter.js';
import { formatOutcome } from '../format-outcome.js';
import { formatTable } from '../format-table.js';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

interface EventsOptions extends EventFilterOptions {
  limit: string;
  follow?: boolean;
  json?: boolean;
}

/** `relay events`: what came in, and what became of it. */
export function addEventsCommand(program: Command, run: RunCommand): void {
  addEventFilters(program.command('events').description('list events, newest first'))
    .option('-n, --limit <count>', 'how many', '50')
    .option('-f, --follow', 'go on with what happens from now on')
    .option('--json', 'one JSON object a line')
    .action((options: EventsOptions) => run((relay) => listEvents(relay, options)));
}

async function listEvents(relay: RelayContext, options: EventsOptions): Promise<void> {
  const query = toEventQuery(options, Date.now());
  const limit = Math.max(1, Number.parseInt(options.limit, 10) || 50);
  const { events, hasMore } = await relay.reader.listNewest(query, limit);
  if (options.json) for (const event of events) console.log(JSON.stringify(event));
  else if (events.length > 0) console.log(formatEvents(events));
  else console.log('No event matches.');
  if (!options.json) await warnOfQueue(relay, hasMore);
  if (!options.follow) return;
  if (query.email !== undefined) throw new UsageError('--follow can’t filter by --email');
  await followEvents(relay, query, options.json ?? false);
}

/** Prints a line whenever a matching event changes, until Ctrl-C. */
async function followEvents(
  relay: RelayContext,
  query: Parameters<RelayContext['reader']['list']>[0],
  isJson: boolean,
): Promise<void> {
  let printing = Promise.resolve();
  const print = async (eventId: string) => {
    const event = (await relay.reader.read(eventId))?.summary;
    if (event === undefined || !relay.reader.matches(event, query)) return;
    console.log(isJson ? JSON.stringify(event) : formatEvents([event]).split('\n')[1]);
  };
  const end = await relay.reader.follow((eventId) => {
    printing = printing.then(() => print(eventId));
  });
  await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
  end();
}

/** What has not been mapped yet is in the queue and not in the list. */
async function warnOfQueue(relay: RelayContext, hasMore: boolean): Promise<void> {
  if (hasMore) console.log('… and more; see --limit');
  const { waiting, active, delayed } = await relay.mapQueue.count();
  const unseen = waiting + active + delayed;
  if (unseen > 0) console.log(`${unseen} notifications are still in the queue notification.map.`);
}

function formatEvents(events: readonly EventSummary[]): string {
  const isColoured = process.stdout.isTTY;
  return formatTable(
    ['received', 'event id', 'connection', 'event', 'receipt', 'outcome', 'sent as', 'why'],
    events.map((event) => [
      new Date(event.receivedAtMs).toISOString().replace('T', ' ').slice(0, 19),
      event.eventId,
      event.connectionId,
      event.kind ?? '?',
      event.receipt ?? '',
      formatOutcome(event.outcome, isColoured),
      event.postbacks.map((postback) => `${postback.conversionType} ${postback.sum}`).join(', '),
      describeWhy(event),
    ]),
  );
}

function describeWhy(event: EventSummary): string {
  if (event.duplicateOf !== undefined) return `of ${event.duplicateOf}`;
  if (event.isHeld) return 'connection paused';
  if (event.waitingUntilMs !== undefined) return `waits for ${event.parentReceipt ?? 'its parent'}`;
  const retrying = event.postbacks.find((postback) => postback.nextAttemptAtMs !== undefined);
  if (retrying !== undefined)
    return `attempt ${retrying.attempts}: ${retrying.lastError ?? retrying.lastStatus}`;
  return event.cause ?? '';
}
