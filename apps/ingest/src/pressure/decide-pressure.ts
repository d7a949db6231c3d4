/** How much room storage has: `strained` calls for an operator, at `full` nothing more is taken in. */
export type PressureLevel = 'normal' | 'strained' | 'full';

export interface PressureReading {
  /** Of what Redis may use, from 0 to 1; 0 where it has no limit. */
  readonly memoryShare: number;
  /** Of the oldest notification that waits for the mapper. */
  readonly queueAgeMs: number;
}

export interface PressureLimits {
  readonly memoryStrained: number;
  /** The rest is for the workers, which need some to settle what is there. */
  readonly memoryFull: number;
  readonly queueAgeStrainedMs: number;
}

/** A level is left only once a reading is this much below it, lest it flickers. */
const CALM = 0.95;

/**
 * The level of a reading. A queue that grows old is an alarm and no reason to turn notifications away: they are
 * safe in it.
 */
export function decidePressure(
  { memoryShare, queueAgeMs }: PressureReading,
  limits: PressureLimits,
  before: PressureLevel,
): PressureLevel {
  const isAbove = (value: number, limit: number, wasAbove: boolean) =>
    value >= (wasAbove ? limit * CALM : limit);
  if (isAbove(memoryShare, limits.memoryFull, before === 'full')) return 'full';
  const wasStrained = before !== 'normal';
  const isStrained =
    isAbove(memoryShare, limits.memoryStrained, wasStrained) ||
    isAbove(queueAgeMs, limits.queueAgeStrainedMs, wasStrained);
  return isStrained ? 'strained' : 'normal';
}
