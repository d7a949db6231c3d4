import { requeueEvent, type RequeuePorts, type RequeueResult } from './requeue-event.js';

const CLICK_ID = /^[!#-;=?-Z_a-z~]{1,200}$/;

export type AssignResult = RequeueResult | { readonly result: 'not-a-click-id' };

/**
 * Gives an event a click id by hand, and maps it again. The click id is from then on the one of its receipt, so
 * whatever inherits from that receipt later has it too.
 * @param by who asked, for the timeline
 */
export async function assignClickId(
  ports: RequeuePorts,
  eventId: string,
  clickId: string,
  by: string,
  nowMs: number,
): Promise<AssignResult> {
  if (!CLICK_ID.test(clickId)) return { result: 'not-a-click-id' };
  const event = await ports.reader.read(eventId);
  if (event === undefined) return { result: 'not-found' };
  if (event.openRecord().notification === undefined) return { result: 'nothing-to-map' };
  await ports.writer.append(eventId, [{ type: 'assigned', atMs: nowMs, clickId, by }]);
  return requeueEvent(ports, eventId, 'replay', by, nowMs);
}
