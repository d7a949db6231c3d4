/** Where a run of a job stands. */
export interface JobRun {
  readonly jobId: string;
  /** 1 for the first attempt. Waiting uses up none. */
  readonly attempt: number;
  readonly attemptsMax: number;
  /** When the job was put into the queue; milliseconds since 1970, UTC. */
  readonly enqueuedAtMs: number;
  /** It has neither been begun nor made to wait before. */
  readonly isFirstStart: boolean;
  /** A process died while it ran this job: what it did before may have taken effect. */
  readonly isRerun: boolean;
  /** What the handler noted when it made the job wait. */
  readonly note?: string;
  /** It is run as one of a batch. */
  readonly batchId?: string;
}
