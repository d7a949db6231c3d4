// @ts-check
import { ACCOUNT, INGEST_KEY, SECRET_KEY } from '../load/notifications.mjs';

/**
 * Connections `bench-0`, `bench-1` and so on, as a file. Their rate and concurrency are out of the way unless
 * `places` are given: what is measured is the relay, not a limit that a person chose.
 * @param {{ trackingDomain: string, connections: number, rules?: number, places?: number }} options
 */
export function declareConnections({ trackingDomain, connections, rules = 0, places = 300 }) {
  const declared = Array.from({ length: connections }, (_, i) => declare(i, trackingDomain, rules, places));
  return `connections:\n${declared.join('')}`;
}

/**
 * @param {number} number
 * @param {string} trackingDomain
 * @param {number} rules
 * @param {number} places
 */
function declare(number, trackingDomain, rules, places) {
  return `
  - id: bench-${number}
    clickbank: { account: ${ACCOUNT}, role: VENDOR, secretKey: ${SECRET_KEY}, ingestKey: ${INGEST_KEY} }
    redtrack: { trackingDomain: '${trackingDomain}' }
    delivery: { concurrency: ${places}, ratePerSecond: 10000 }
${rules === 0 ? '' : `    rules:\n${Array.from({ length: rules }, (_, i) => declareRule(i)).join('')}`}`;
}

/** One that a genuine sale does not meet, so that all of them are asked. @param {number} number */
function declareRule(number) {
  const when = `event.kind == "Sale" && event.amount >= ${1_000 + number} && event.country == "US"`;
  return `      - { name: r${number}, when: '${when}', send: [{ type: High${number} }] }\n`;
}
