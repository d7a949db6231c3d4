import type { Cause, EventKind, Outcome } from '@ins-relay/contracts';

/** The words of the relay and what they mean, so that the console has none of its own. */
export interface Vocabulary {
  readonly version: string;
  readonly eventKinds: readonly EventKind[];
  readonly outcomes: readonly { readonly outcome: Outcome; readonly meaning: string }[];
  readonly causes: Readonly<Record<Cause, string>>;
  readonly amountSources: readonly string[];
  readonly conversionStatuses: readonly string[];
  /** How long an event is kept after the last thing that happened to it. */
  readonly ledgerDays: number;
  /** Under which ClickBank reaches ingest. */
  readonly publicInsBaseUrl: string;
}
