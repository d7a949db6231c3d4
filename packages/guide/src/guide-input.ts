import type { Connection } from '@ins-relay/contracts';
import type { GuideFacts } from './guide-facts.js';

export interface GuideInput {
  readonly connection: Connection;
  /** Under which address ingest is reached from outside, without a slash at the end. */
  readonly publicBaseUrl: string;
  readonly facts: GuideFacts;
}
