// @ts-check

/**
 * An app of which there are more and more, where it is not the CPU that says how much it can do: on a machine of few
 * cores two processes would share what one had.
 * @typedef {object} Subject
 * @property {'mapper' | 'dispatcher'} service
 * @property {string} limit what one replica is limited by, for people
 * @property {number} destinationPlaces places that the destination has in each dispatcher
 * @property {Readonly<Record<string, string>>} env of the service
 * @property {Readonly<Record<string, string>>} [ingestEnv]
 * @property {number} [redisRoundTripMs] how far Redis is from the service
 * @property {number} eventsEach at full speed, for each replica
 * @property {number} [ceilingEach] events a second that one replica can do at most
 */

/** How long the destination takes to answer. */
export const ANSWER_AFTER_MS = 50;
const MANY_PLACES = 300;

/** Half of what a connection has by default: four dispatchers stay well below what two cores can do. */
const PLACES = 5;
const NOTIFICATIONS_AT_ONCE = 2;
const REDIS_ROUND_TRIP_MS = 4;

/** @type {readonly Subject[]} */
export const SUBJECTS = [
  {
    service: 'mapper',
    limit:
      `MAPPER_CONCURRENCY=${NOTIFICATIONS_AT_ONCE}, counted for each process, and a Redis that is ` +
      `${REDIS_ROUND_TRIP_MS} ms away from the mappers: what a mapper can do is what it can wait for at once. ` +
      'INGEST_BATCH_MAX=1, or a mapper would wait for 16 at once',
    destinationPlaces: MANY_PLACES,
    env: { MAPPER_CONCURRENCY: String(NOTIFICATIONS_AT_ONCE) },
    ingestEnv: { INGEST_BATCH_MAX: '1' },
    redisRoundTripMs: REDIS_ROUND_TRIP_MS,
    eventsEach: 1_400,
  },
  {
    service: 'dispatcher',
    limit:
      `delivery.concurrency=${PLACES}, the places that a destination has in each process: at ${ANSWER_AFTER_MS} ms ` +
      `for an answer they are ${(PLACES * 1000) / ANSWER_AFTER_MS} events/s at most. (ratePerSecond is counted over ` +
      'all dispatchers, and out of the way here)',
    destinationPlaces: PLACES,
    env: {},
    eventsEach: 1_500,
    ceilingEach: (PLACES * 1000) / ANSWER_AFTER_MS,
  },
];
