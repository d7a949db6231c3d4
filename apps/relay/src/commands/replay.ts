import type { Command } from 'commander';
import { isEventId } from '@ins-relay/contracts';
import { requeueEvent } from '@ins-relay/repair';
import { confirm } from '../confirm.js';
import { addEventFilters, toEventQuery, type EventFilterOptions } from '../event-filter.js';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

interface ReplayOptions extends EventFilterOptions {
  dryRun?: boolean;
  yes?: boolean;
  forceResend?: boolean;
}

/** `relay replay`: events through the mapper again, with the settings of now. */
export function addReplayCommand(program: Command, run: RunCommand): void {
  addEventFilters(
    program
      .command('replay [event]')
      .description('map and send events again: one by its id, or all that match the filters')
      .option('--dry-run', 'only count')
      .option('-y, --yes', 'do not ask')
      .option('--force-resend', 'under a new rdtk_event_id each: RedTrack may count them twice'),
  ).action((eventId: string | undefined, options: ReplayOptions) =>
    run((relay) => replay(relay, eventId, options)),
  );
}

async function replay(
  relay: RelayContext,
  eventId: string | undefined,
  options: ReplayOptions,
): Promise<void> {
  const ids = eventId === undefined ? await findIds(relay, options) : [requireEventId(eventId)];
  console.log(`${ids.length} ${ids.length === 1 ? 'event' : 'events'} will be mapped and sent again.`);
  console.log(
    options.forceResend
      ? 'Each gets a new rdtk_event_id: what RedTrack has already counted, IT COUNTS TWICE.'
      : 'Each keeps its rdtk_event_id, so RedTrack drops what it has already counted.',
  );
  if (options.dryRun || ids.length === 0) return;
  if ((eventId === undefined || options.forceResend) && !options.yes && !(await confirm())) return;
  const counts = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    const requeue = { source: 'replay', by: relay.operator, isResend: options.forceResend } as const;
    const { result } = await requeueEvent({ ...relay, queue: relay.mapQueue }, id, requeue, Date.now());
    counts.set(result, (counts.get(result) ?? 0) + 1);
    if ((index + 1) % 1_000 === 0) console.log(`  ${index + 1} of ${ids.length}`);
  }
  for (const [result, count] of counts) console.log(`  ${count} ${MEANINGS[result] ?? result}`);
}

const MEANINGS: Record<string, string> = {
  requeued: 'queued again',
  'not-found': 'not found: no such event, or no longer kept',
  'nothing-to-map': 'left alone: never verified (see relay reverify), or its customer was erased',
};

function requireEventId(text: string): string {
  if (!isEventId(text))
    throw new UsageError(`"${text}" is no event id; for a receipt write --receipt ${text}`);
  return text;
}

async function findIds(relay: RelayContext, options: ReplayOptions): Promise<string[]> {
  const query = toEventQuery(options, Date.now());
  const filters = Object.values(query).filter((value) => value !== undefined);
  if (filters.length === 0)
    throw new UsageError('Name an event, or at least one filter, such as --outcome failed.');
  const ids: string[] = [];
  await relay.reader.listIds(query, (page) => void ids.push(...page));
  // In the order in which they came, so that parents go before their children.
  return ids.reverse();
}
