/**
 * Why an event has its outcome: the closed list of codes that appear in timelines, logs and metrics.
 * Every code has an entry in docs/failure-modes.md.
 */
export const CAUSES = {
  // rejected
  'unknown-connection': 'No connection has the id in this URL.',
  'wrong-ingest-key': 'The key at the end of the INS URL is missing or wrong.',
  'body-too-large': 'The body is larger than a notification can be.',
  'not-an-envelope': 'The body is not {"notification", "iv"}, neither as JSON nor as a form.',
  'bad-encoding': 'notification or iv is not base64, or has the wrong length.',
  'wrong-secret-key':
    'It could not be decrypted, or its cverify is wrong: the secret key here differs from the one in ClickBank.',
  'pixel-without-key': 'An S2S postback without the ingest key can’t report anything but InitiateCheckout.',
  'not-a-notification': 'It was decrypted, but is not an INS notification.',
  'unknown-version': 'The INS version is not one this connection accepts.',
  'wrong-account': 'The notification is of another ClickBank account.',
  // pending
  'rule-held': 'A rule of this connection holds it until an operator approves it.',
  'destination-blocked': 'Its destination is paused, or left alone after failures; it goes on by itself.',
  'connection-paused': 'Its connection is paused; it goes on when that is enabled again.',
  // ignored
  'matched-none': 'The event matching of this connection says None for this event.',
  'not-matched': 'The event matching of this connection does not mention this event.',
  'rule-ignored': 'A rule of this connection says to ignore it.',
  'customer-erased': 'Its customer was erased before it was sent.',
  'operator-ignored': 'An operator decided that it is not to be sent.',
  // duplicate
  'same-transaction': 'Another event with the same account, role, receipt and transaction type came first.',
  'same-click': 'The pixel reported the same click and type a short while before.',
  // test
  'test-notification': 'ClickBank’s “Test URL” or a test-card transaction.',
  // unattributed
  'no-click-id': 'No click id in any of the places this connection looks at.',
  'parent-not-seen': 'No click id of its own, and the parent receipt did not arrive in the time given.',
  // quarantined
  'contract-broken': 'A queued job does not parse.',
  'cannot-unseal': 'The payload was sealed with a master key that this process does not have.',
  'connection-deleted': 'The connection of this event no longer exists.',
  'amount-unreadable': 'The amount field that this connection uses is missing or is not a number.',
  'template-unknown-field': 'A parameter’s template names a field that does not exist.',
  'rule-failed': 'A rule of this connection could not be evaluated on this event.',
  'destination-invalid': 'The tracking domain of this connection is not a usable address.',
  'destination-unknown': 'A rule sends it to a connection that does not exist.',
  'destination-private': 'The tracking domain leads to an address that is not public.',
  'mapper-crashed': 'The mapper crashed on this event more often than is plausible.',
  'mapper-error': 'The mapper failed in a way nobody foresaw.',
  // failed
  'attempts-used-up': 'Every attempt failed in a way that is worth retrying, and none is left.',
  'refused-by-redtrack': 'RedTrack answered with a status that no retry will change.',
  'dispatcher-crashed': 'The dispatcher crashed on this postback more often than is plausible.',
} as const;

export type Cause = keyof typeof CAUSES;
export const CAUSE_CODES = Object.keys(CAUSES) as Cause[];
