// @ts-check

/**
 * @typedef {object} Verdict
 * @property {number} accepted
 * @property {number} delivered conversions in the books that were expected
 * @property {number} lost accepted, and not in the books or without the outcome it has to have
 * @property {number} countedTwice
 * @property {number} unexpected conversions that nobody expected
 * @property {string[]} findings one line each, the first of them
 */

/**
 * Holds what RedTrack has booked, and what the ledger says, against what was expected.
 * @param {readonly import('./clickbank.mjs').SentNotification[]} sent
 * @param {readonly Conversion[]} books
 * @param {readonly LedgerEvent[]} events
 * @returns {Verdict}
 *
 * @typedef {{ clickid: string, type: string, payout: string | number, deduplicate_token: string }} Conversion
 * @typedef {{ eventId: string, outcome: string, cause?: string, receipt?: string, transactionType?: string,
 *   connectionId: string, kind?: string, clickId?: string }} LedgerEvent
 */
export function judge(sent, books, events) {
  const findings = /** @type {string[]} */ ([]);
  const booked = groupBy(books, ({ clickid, type }) => `${clickid} ${type}`);
  const tokens = groupBy(books, (conversion) => conversion.deduplicate_token);
  const byTransaction = groupBy(events, ({ connectionId, receipt, transactionType }) =>
    [connectionId, receipt ?? '', transactionType ?? ''].join(' '),
  );
  let lost = 0;
  let delivered = 0;
  const expectedKeys = new Set();
  for (const { plan, isAccepted } of sent) {
    const { conversion, payload, connectionId, outcome } = plan;
    const about = `${payload.transactionType} ${payload.receipt ?? '(no receipt)'} of ${connectionId}`;
    if (conversion !== undefined) {
      const key = `${conversion.clickId} ${conversion.type}`;
      expectedKeys.add(key);
      const found = booked.get(key) ?? [];
      if (found.length === 0 && !isAccepted) continue;
      if (found.length === 0) {
        lost += 1;
        findings.push(`lost: ${about}, ${conversion.type} ${conversion.sum}`);
        continue;
      }
      delivered += 1;
      if (Number(found[0]?.payout) !== Number(conversion.sum)) {
        findings.push(`wrong sum: ${about}, ${found[0]?.payout} instead of ${conversion.sum}`);
      }
    }
    if (!isAccepted || payload.receipt === undefined || payload.receipt === '********') continue;
    const type = String(payload.transactionType).replaceAll('_', '-');
    const outcomes = (byTransaction.get([connectionId, payload.receipt, type].join(' ')) ?? []).map(
      (event) => event.outcome,
    );
    if (!outcomes.includes(outcome)) {
      if (conversion === undefined) lost += 1;
      findings.push(
        `outcome: ${about} is ${outcomes.join(', ') || 'not in the ledger'} instead of ${outcome}`,
      );
    }
  }
  const pending = events.filter((event) => event.outcome === 'pending');
  for (const event of pending)
    findings.push(`still pending: ${event.eventId} ${event.kind} ${event.receipt}`);
  const twice = [...booked.values()].filter((list) => list.length > 1);
  for (const [first] of twice) findings.push(`counted twice: ${first?.clickid} ${first?.type}`);
  const sharedTokens = [...tokens.values()].filter((list) => list.length > 1);
  for (const [first] of sharedTokens) findings.push(`rdtk_event_id twice: ${first?.deduplicate_token}`);
  const unexpected = [...booked.keys()].filter((key) => !expectedKeys.has(key));
  for (const key of unexpected) findings.push(`nobody expected: ${key}`);
  return {
    accepted: sent.filter(({ isAccepted }) => isAccepted).length,
    delivered,
    lost: lost + pending.length,
    countedTwice: twice.length + sharedTokens.length,
    unexpected: unexpected.length,
    findings,
  };
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf
 * @returns {Map<string, T[]>}
 */
function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
