import { Controller, Get } from '@nestjs/common';
import type { QueueReports, RedisReport } from '@ins-relay/console-contract';
import { JOB_CATALOG } from '@ins-relay/contracts';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { Answers } from '../openapi/answers.js';
import { readRedisReport } from './read-redis-report.js';

/** The engine room: queues and Redis. */
@Controller('api/system')
@Needs('viewer')
export class SystemController {
  constructor(private readonly context: ConsoleContext) {}

  @Get('queues')
  @Answers('QueueReports')
  async readQueues(): Promise<QueueReports> {
    const { deliverQueue, mapQueue } = this.context.storage;
    const nowMs = Date.now();
    const named = [
      [JOB_CATALOG.notificationMap.queue, mapQueue],
      [JOB_CATALOG.postbackDeliver.queue, deliverQueue],
    ] as const;
    const queues = await Promise.all(
      named.map(async ([name, queue]) => {
        const [counts, oldestWaitingMs, workers] = await Promise.all([
          queue.count(),
          queue.readOldestWaitingAgeMs(nowMs),
          queue.countWorkers(),
        ]);
        return { name, ...counts, oldestWaitingMs, workers };
      }),
    );
    return { queues };
  }

  @Get('redis')
  @Answers('RedisReport')
  async readRedis(): Promise<RedisReport> {
    return readRedisReport(this.context.storage.redis);
  }
}
