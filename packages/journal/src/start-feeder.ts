import type { Logger } from '@ins-relay/platform';
import { ensureTopics } from './ensure-topics.js';
import type { JournalConfig } from './journal-config.js';
import { NotificationFeeder, type FeederPorts } from './notification-feeder.js';
import { openKafka } from './open-kafka.js';

const AGAIN_MS = 2_000;

/**
 * Feeds the queue from the journal until `stop`; nothing without a journal. It waits for nobody: while Kafka is away,
 * what is in the queue is worked on all the same.
 */
export async function startFeeder(
  config: JournalConfig,
  enqueue: FeederPorts['enqueue'],
  logger: Logger,
): Promise<{ stop(): Promise<void> }> {
  if (config.journal === 'off') return { stop: async () => undefined };
  const kafka = await openKafka(config, 'feeder', logger);
  const feeder = new NotificationFeeder(kafka, config, {
    enqueue,
    onBroken: (record, problem) =>
      logger.error({ record, problem }, 'the journal holds no notification here'),
    onError: (error) => logger.error({ err: error }, 'feeder'),
    // Whatever happens it goes on: what is in the journal was answered 200.
    onGivenUp: () => void pause().then(start),
  });
  let isStopping = false;
  const start = async (): Promise<void> => {
    while (!isStopping) {
      try {
        await ensureTopics(kafka, config);
        if (!isStopping) await feeder.start();
        return;
      } catch (error) {
        logger.error({ err: error }, 'the feeder can’t start; it tries again');
        await pause();
      }
    }
  };
  void start();
  return {
    stop: async () => {
      isStopping = true;
      await feeder.stop();
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());
}
