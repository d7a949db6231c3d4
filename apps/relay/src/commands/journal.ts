import type { Command } from 'commander';
import { openKafka, replayJournal } from '@ins-relay/journal';
import { createLogger } from '@ins-relay/platform';
import { parseTime } from '../parse-time.js';
import { UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

interface ReplayFlags {
  readonly from: string;
  readonly connection?: string;
  readonly dryRun?: boolean;
}

/** `relay journal …` */
export function addJournalCommands(program: Command, run: RunCommand): void {
  const journal = program.command('journal').description('the Kafka log of accepted notifications');
  journal
    .command('replay')
    .description('put what the journal holds into the queue again, such as after Redis was lost')
    .requiredOption('--from <time>', 'received since then: 2026-11-24T10:00Z, or 2h, 3d ago')
    .option('--connection <id>', 'only of this one')
    .option('--dry-run', 'count, and change nothing')
    .action((flags: ReplayFlags) => run((relay) => replay(relay, flags)));
}

async function replay(relay: RelayContext, { connection, dryRun = false, from }: ReplayFlags): Promise<void> {
  const { config, mapQueue } = relay;
  if (config.journal !== 'kafka') {
    throw new UsageError('There is no journal: set JOURNAL=kafka and KAFKA_BROKERS as ingest has them.');
  }
  const fromMs = parseTime(from, Date.now());
  if ((await relay.connections.list()).connections.length === 0) {
    throw new UsageError('Redis holds no connections; declare them first: relay apply -f connections.yaml');
  }
  const counts = await replayJournal(
    await openKafka(config, 'relay', createLogger('relay', config.logLevel), 'brief'),
    config,
    {
      fromMs,
      connectionId: connection,
      enqueue: dryRun ? undefined : (job) => mapQueue.enqueueSealed(job.eventId, job),
      onProgress: ({ looked, matched }) =>
        console.log(`  ${looked} records looked at, ${matched} of them wanted`),
    },
  );
  const what = dryRun ? 'would be put into the queue' : 'were put into the queue';
  console.log(`${counts.matched} of ${counts.looked} notifications ${what}.`);
  if (counts.broken > 0) console.log(`${counts.broken} records are no notifications and were left out.`);
}
