import type { OperatorStorage } from '@ins-relay/operator';
import type { RelayConfig } from '../relay-config.js';

/** What a look at one thing came to. */
export interface Finding {
  /** What was looked at: `Redis`, `acme-vendor`. */
  readonly about: string;
  /** `skipped`: there was no way to look. */
  readonly level: 'ok' | 'warning' | 'failure' | 'skipped';
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string;
}

export interface DoctorContext extends OperatorStorage {
  readonly config: RelayConfig;
  readonly readNowMs: () => number;
  /** Offer source of RedTrack by connection, for the duplicate mode. */
  readonly offerSources: ReadonlyMap<string, string>;
}

/** Looks at one thing. */
export interface Check {
  /** Told where the look itself fails. */
  readonly about: string;
  readonly look: (context: DoctorContext) => Promise<Finding[]>;
}
