// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { Lane, writeRequest } from './lane.mjs';
import { writeEnvelope } from './notifications.mjs';

/**
 * @typedef {object} StreamPlan
 * @property {number} port
 * @property {readonly string[]} paths taken in turn
 * @property {number} first number of the first event
 * @property {number} count
 * @property {number} lanes connections
 * @property {number} [ratePerSecond] sends at this rate whatever the answers; without it, as fast as they come
 * @property {number} [windowMax] so many may be under way to the sink; without it, nobody waits for the sink
 */

/**
 * @typedef {object} StreamResult
 * @property {number} seconds from the first call to the last answer
 * @property {number} refused answers other than 200; each was sent again
 * @property {Float64Array} answerMs of each call, from when it was due
 */

/**
 * Sends notifications as ClickBank does, encrypted beforehand.
 * @param {StreamPlan} plan
 * @param {import('./sink.mjs').Sink} sink hears when each was sent
 * @returns {Promise<StreamResult>}
 */
export async function sendStream(plan, sink) {
  const { first, count, lanes: laneCount, port, paths } = plan;
  const requests = Array.from({ length: count }, (_, i) =>
    writeRequest(paths[i % paths.length] ?? '/', writeEnvelope(first + i)),
  );
  const lanes = await Promise.all(Array.from({ length: laneCount }, () => Lane.open(port)));
  const answerMs = new Float64Array(count);
  let refused = 0;
  let next = 0;
  const startedMs = performance.now();
  const gapMs = plan.ratePerSecond === undefined ? 0 : 1000 / plan.ratePerSecond;

  /** @param {Lane} lane */
  const drive = async (lane) => {
    for (let i = next++; i < count; i = next++) {
      const dueMs = startedMs + i * gapMs;
      if (gapMs > 0) await waitUntil(dueMs);
      if (plan.windowMax !== undefined) await sink.waitForRoom(plan.windowMax);
      const nowMs = performance.now();
      // With a rate it counts from when it was due; a timer that went off early made nothing late.
      const sentMs = gapMs === 0 ? nowMs : Math.min(dueMs, nowMs);
      sink.noteSent(first + i, sentMs);
      // As ClickBank does, only sooner: what was not accepted comes again.
      while ((await lane.send(requests[i] ?? '')) !== 200) refused += 1;
      answerMs[i] = performance.now() - sentMs;
    }
  };
  await Promise.all(lanes.map(drive));
  const seconds = (performance.now() - startedMs) / 1000;
  for (const lane of lanes) lane.close();
  return { seconds, refused, answerMs };
}

/** @param {number} dueMs of `performance.now()` */
async function waitUntil(dueMs) {
  const waitMs = dueMs - performance.now();
  if (waitMs > 0) await sleep(waitMs);
}
