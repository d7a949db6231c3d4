import { ArrayMinSize, IsArray, IsInt, IsOptional, IsString, Min } from 'class-validator';

/** What a job tells that was begun in a batch and goes on by itself. */
export interface BatchTrail {
  /** Id of the batch: what was done in it may have taken effect. */
  readonly begunInBatch?: string;
  readonly attemptsBefore?: number;
}

/** A job among others in a batch. */
export interface BatchedJob<T = unknown> {
  /** Of the job that it becomes where it has to go on by itself. */
  readonly id: string;
  /** The same job's, where not those of its kind. */
  readonly attempts?: number;
  readonly payload: T;
}

/**
 * Queues `notification.batch` and `postback.batch`: jobs of one kind that came at the same time, carried by one, for
 * a job of its own costs more than most of what is done with a notification.
 */
export class JobBatch {
  /** Grows with a breaking change only; that also gets a new queue. */
  @IsInt() @Min(1) schema!: number;
  /** Each has to be checked by itself: one that is broken must not take the others along. */
  @IsArray() @ArrayMinSize(1) jobs!: BatchedJob[];
  /** The texts of all of them, sealed as one; see `JobSealer`. */
  @IsOptional() @IsString() sealedTexts?: string;
}
