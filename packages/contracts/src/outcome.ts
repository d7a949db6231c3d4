/**
 * What became of an event. One vocabulary for types, queues, logs, metrics and UI.
 * `pending` is the only outcome that is not final.
 */
export const OUTCOMES = [
  'delivered',
  'pending',
  'duplicate',
  'ignored',
  'test',
  'unattributed',
  'quarantined',
  'failed',
  'rejected',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** One sentence an outcome, as shown to operators. */
export const OUTCOME_MEANINGS: Readonly<Record<Outcome, string>> = {
  delivered: 'RedTrack accepted every postback of this event.',
  pending:
    'On its way: queued, waiting for its parent, being retried, or held by a paused connection or a rule.',
  duplicate: 'The same transaction was received before; the first one counts.',
  ignored: 'Recorded and not sent: the event matching says None, or a rule or an operator says so.',
  test: 'A test notification; recorded and not sent.',
  unattributed: 'No click id was found; assign one, and it is sent.',
  quarantined: 'It could not be mapped safely; nothing was sent. Mend the cause and replay.',
  failed:
    'RedTrack refused it, or every attempt was used up. It is kept; replay it when the cause is mended.',
  rejected: 'A call that could not be verified as a ClickBank notification of this connection.',
};
