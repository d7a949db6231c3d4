import type { ConnectionDirectory } from '@ins-relay/connections';
import type { OperatorStorage } from '@ins-relay/operator';
import { readRedisHealth } from '@ins-relay/platform';
import type { StatisticsReader } from '@ins-relay/statistics';
import type { AttentionBoard } from '../overview/attention-board.js';
import type { Alert } from './alert.js';
import { describeAttention } from './describe-attention.js';
import { findShares } from './find-shares.js';
import { findSilence, SILENT_HOURS } from './find-silence.js';

export interface AlertSources {
  readonly attention: Pick<AttentionBoard, 'read'>;
  readonly storage: OperatorStorage;
  readonly directory: ConnectionDirectory;
  readonly statistics: StatisticsReader;
}

const QUEUE_AGE_MS_MAX = 120_000;
const MEMORY_SHARE_MAX = 0.8;
const HOUR_MS = 3_600_000;

/** All that is wrong now. @throws what storage throws */
export async function findAlerts(sources: AlertSources, nowMs: number): Promise<Alert[]> {
  const { attention, directory, statistics, storage } = sources;
  const enabled = directory.list().flatMap(({ enabled, id }) => (enabled ? [id] : []));
  const [list, latest, before, states, redis, queues] = await Promise.all([
    attention.read(),
    statistics.readConnections(nowMs),
    statistics.readConnections(nowMs - SILENT_HOURS * HOUR_MS),
    storage.states.read(enabled),
    findRedisTrouble(storage),
    findOldQueues(storage, nowMs),
  ]);
  return [
    ...redis,
    ...queues,
    ...list.items.flatMap((item) => describeAttention(item, nowMs) ?? []),
    ...findShares(latest),
    ...findSilence(enabled, states, before, nowMs),
  ];
}

async function findRedisTrouble({ redis }: OperatorStorage): Promise<Alert[]> {
  const { isPersisting, memoryShare, evictedKeys } = await readRedisHealth(redis);
  const troubles: [isBad: boolean, key: string, text: string][] = [
    [!isPersisting, 'persistence', 'Redis does not write to its disk; a restart loses what was answered 200'],
    [memoryShare > MEMORY_SHARE_MAX, 'memory', `Redis is ${Math.round(memoryShare * 100)} % full`],
    [
      evictedKeys > 0,
      'evicted',
      `Redis threw away ${evictedKeys} keys; maxmemory-policy has to be noeviction`,
    ],
  ];
  return troubles.flatMap(([isBad, key, text]) =>
    isBad ? [{ key: `redis ${key}`, text, path: '/system' }] : [],
  );
}

async function findOldQueues({ deliverQueue, mapQueue }: OperatorStorage, nowMs: number): Promise<Alert[]> {
  const queues = [
    ['Notifications', 'mapper', mapQueue],
    ['Postbacks', 'dispatcher', deliverQueue],
  ] as const;
  const found = await Promise.all(
    queues.map(async ([what, app, queue]): Promise<Alert[]> => {
      const ageMs = await queue.readOldestWaitingAgeMs(nowMs);
      if (ageMs <= QUEUE_AGE_MS_MAX) return [];
      const text = `${what} wait for ${Math.round(ageMs / 60_000)} minutes; is there a ${app} that works?`;
      return [{ key: `queue ${app}`, text, path: '/system' }];
    }),
  );
  return found.flat();
}
