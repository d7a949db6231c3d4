import type { EventDetail } from '@ins-relay/console-contract';
import { isEventId } from '@ins-relay/contracts';
import type { StoredEvent } from '@ins-relay/ledger';
import type { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { answerRules } from './answer-rules.js';
import { buildEventDetail } from './build-event-detail.js';

/** @throws ApiProblem where there is no such event */
export async function readEventDetail(context: ConsoleContext, id: string): Promise<EventDetail> {
  const event = await requireEvent(context, id);
  const connection = context.directory.find(event.summary.connectionId);
  return buildEventDetail(event, await answerRules(context.storage, event, connection));
}

/** @throws ApiProblem that tells an event that still waits from one that is not, or no longer, there */
export async function requireEvent({ config, storage }: ConsoleContext, id: string): Promise<StoredEvent> {
  if (!isEventId(id)) throw new ApiProblem(404, `“${id.slice(0, 64)}” is no event id.`);
  const event = await storage.reader.read(id);
  if (event !== undefined) return event;
  if ((await storage.mapQueue.find(id)) !== undefined) {
    throw new ApiProblem(404, 'It was received and verified, and still waits in the queue for the mapper.');
  }
  throw new ApiProblem(
    404,
    `There is no such event. Events are kept for ${config.ledgerDays} days after the last thing that happened.`,
  );
}
