import type { Outcome } from '@ins-relay/contracts';

/** One colour for each outcome, everywhere: Mantine's names. */
export const OUTCOME_COLORS: Readonly<Record<Outcome, string>> = {
  delivered: 'teal',
  pending: 'blue',
  duplicate: 'gray',
  ignored: 'gray',
  test: 'grape',
  unattributed: 'orange',
  quarantined: 'yellow',
  failed: 'red',
  rejected: 'pink',
};
