// @ts-check
import { findMedian } from '../lib/statistics.mjs';
import { CONNECTIONS, findSender } from './senders.mjs';

/**
 * How evenly everybody was served.
 * @typedef {object} Shares
 * @property {number[]} atHalfTime of each connection: the part of its events that was there when half of all were
 * @property {number} least of them, as a part of the half that is fair
 * @property {number} medianMs from ClickBank's call to the postback
 * @property {number} longestMs the same, of the event that waited longest
 */

/** A connection is starved if it has less than this of what is fair. */
export const LEAST_SHARE = 0.5;
/**
 * An event is starved if it waits for so much longer than the median. Who finds no place has a turn of its own a good
 * second later, so others have passed it five times by then. A run at full speed lasts longer than this.
 */
export const LONGER_MS_MAX = 7_000;

/**
 * @param {import('./run-replicas.mjs').Sent} sent
 * @param {readonly import('../load/sink.mjs').Arrival[]} arrivals in order
 * @returns {Shares}
 */
export function measureShares({ first, count }, arrivals) {
  const firsts = arrivals.filter(({ latencyMs }) => !Number.isNaN(latencyMs));
  const sent = countBySender(Array.from({ length: count }, (_, i) => i));
  const early = countBySender(firsts.slice(0, Math.ceil(count / 2)).map(({ number }) => number - first));
  const atHalfTime = early.map((arrived, connection) => arrived / (sent[connection] ?? 0));
  const waits = firsts.map(({ latencyMs }) => latencyMs);
  return {
    atHalfTime,
    least: Math.min(...atHalfTime) / 0.5,
    medianMs: findMedian(waits),
    longestMs: waits.reduce((longest, wait) => Math.max(longest, wait), 0),
  };
}

/** @param {Shares} shares @returns {string[]} who was starved, one line each */
export function judgeShares({ least, longestMs, medianMs }) {
  const findings = [];
  if (!(least >= LEAST_SHARE))
    findings.push(`a connection was starved: at half time it had ${least.toFixed(2)} of its share`);
  if (!(longestMs - medianMs <= LONGER_MS_MAX))
    findings.push(
      `an event was starved: it waited ${longestMs.toFixed(0)} ms, the median ${medianMs.toFixed(0)} ms`,
    );
  return findings;
}

/** @param {readonly number[]} indexes of events in their stream @returns {number[]} how many each connection has */
function countBySender(indexes) {
  const counts = /** @type {number[]} */ (Array(CONNECTIONS).fill(0));
  for (const index of indexes) {
    const sender = findSender(index);
    counts[sender] = (counts[sender] ?? 0) + 1;
  }
  return counts;
}
