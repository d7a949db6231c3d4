import { requeueEvent, type RequeuePorts, type RequeueResult } from './requeue-event.js';

export type ApproveResult = RequeueResult | { readonly result: 'not-held' };

/**
 * Lets an event go that a rule holds: it is mapped again, and no rule holds it any more.
 * @param by who asked, for the timeline
 */
export async function approveEvent(
  ports: RequeuePorts,
  eventId: string,
  by: string,
  nowMs: number,
): Promise<ApproveResult> {
  const event = await ports.reader.read(eventId);
  if (event === undefined) return { result: 'not-found' };
  if (event.summary.cause !== 'rule-held') return { result: 'not-held' };
  return requeueEvent(ports, eventId, { source: 'approve', by }, nowMs);
}
