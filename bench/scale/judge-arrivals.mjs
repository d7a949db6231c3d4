// @ts-check

/**
 * Holds what came against what was sent: every event, and each rdtk_event_id once.
 * @param {import('./run-replicas.mjs').Sent} sent
 * @param {readonly import('../load/sink.mjs').Arrival[]} arrivals
 * @returns {string[]} what must not be, one line each
 */
export function judgeArrivals({ first, count }, arrivals) {
  const numbers = new Set(arrivals.map(({ number }) => number));
  const tokens = new Set(arrivals.map(({ rdtkEventId }) => rdtkEventId));
  const lost = Array.from({ length: count }, (_, i) => first + i).filter((number) => !numbers.has(number));
  const findings = [];
  if (lost.length > 0) findings.push(`${lost.length} of ${count} events were lost, the first is ${lost[0]}`);
  if (arrivals.length > numbers.size) {
    findings.push(`${arrivals.length - numbers.size} postbacks came though their event had come before`);
  }
  if (tokens.size !== numbers.size) {
    findings.push(`${numbers.size} events came with ${tokens.size} different rdtk_event_ids`);
  }
  return findings;
}
