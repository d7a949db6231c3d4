import { adoptOrphans, type AdoptPorts } from './adopt-orphans.js';
import { requeueEvent, type RequeueResult } from './requeue-event.js';

const CLICK_ID = /^[!#-;=?-Z_a-z~]{1,200}$/;

export type AssignResult = RequeueResult | { readonly result: 'not-a-click-id' };

/**
 * Gives an event a click id by hand, and maps it again. The click id is from then on the one of its receipt:
 * whatever inherits from that receipt has it too, and what was given up for want of it is mapped again.
 * @param by who asked, for the timeline
 */
export async function assignClickId(
  ports: AdoptPorts,
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
  const requeued = await requeueEvent(ports, eventId, { source: 'replay', by }, nowMs);
  const { connectionId, receipt } = event.summary;
  if (receipt !== undefined) {
    const eventIds = await ports.clickLinks.remember(connectionId, receipt, clickId);
    await adoptOrphans(ports, { connectionId, receipt, eventIds }, eventId, nowMs);
  }
  return requeued;
}
