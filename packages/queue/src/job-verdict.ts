/** What is to become of a job after its handler ran. The queue is the only one that retries. */
export type JobVerdict =
  | { readonly verdict: 'done' }
  /** Not now; uses up no attempt. The handler finds `note` in every later run of the job. */
  | { readonly verdict: 'wait'; readonly untilMs: number; readonly note?: string }
  /** Failed in a way worth another attempt after `delayMs`. */
  | { readonly verdict: 'retry'; readonly delayMs: number; readonly reason: string }
  /** Failed for good; the handler has recorded it. The job stays in the failed set, bounded, for inspection. */
  | { readonly verdict: 'give-up'; readonly reason: string };
