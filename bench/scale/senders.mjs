// @ts-check
import { INGEST_KEY } from '../load/notifications.mjs';

/**
 * Which connection sends, in turn: one is loud and sends seven of ten, three are quiet and must get their share all
 * the same. All go to one destination, so they share its places.
 */
const TURNS = [0, 1, 0, 0, 2, 0, 0, 3, 0, 0];

export const CONNECTIONS = Math.max(...TURNS) + 1;

/** What the events of a stream are posted to, in turn. */
export const PATHS = TURNS.map((connection) => `/ins/bench-${connection}?key=${INGEST_KEY}`);

/**
 * @param {number} index of an event in its stream
 * @returns {number} the connection that it belongs to
 */
export function findSender(index) {
  return TURNS[index % TURNS.length] ?? 0;
}
