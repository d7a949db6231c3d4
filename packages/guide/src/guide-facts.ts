/** What is known of a connection besides its settings. Times are milliseconds since 1970, UTC. */
export interface GuideFacts {
  /** When the first call came that could be verified. */
  readonly verifiedAtMs?: number;
  /** Calls that could not be verified and are kept. */
  readonly unverifiedCalls: number;
  /** Of the latest events, test notifications not counted. */
  readonly events: number;
  /** Of those, the ones that came without a click id. */
  readonly unattributed: number;
  readonly delivered: number;
  /** When the latest of them was delivered. */
  readonly deliveredAtMs?: number;
  /** When the latest pixel hit came. */
  readonly pixelAtMs?: number;
}
