import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** What is waited for, for the error: "every event to be settled". */
  readonly describe: string;
  /** 10 s when not given. */
  readonly timeoutMs?: number;
  /** Time between two looks; 20 ms when not given. */
  readonly intervalMs?: number;
}

type Falsy = false | 0 | '' | null | undefined;

/**
 * Looks again and again until `condition` returns something truthy, and returns that. A condition that throws
 * counts as not met yet, so it may hold expectations.
 * @throws Error that names what was waited for, with the last error as its cause
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { describe, timeoutMs = 10_000, intervalMs = 20 }: WaitOptions,
): Promise<Exclude<T, Falsy>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let lastError: unknown;
    try {
      const found = await condition();
      if (found) return found as Exclude<T, Falsy>;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadline) {
      const why = lastError instanceof Error ? `: ${lastError.message}` : '';
      throw new Error(`waited ${timeoutMs} ms for ${describe}${why}`, { cause: lastError });
    }
    await delay(intervalMs);
  }
}
