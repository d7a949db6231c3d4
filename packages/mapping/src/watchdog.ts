import { createContext, Script } from 'node:vm';

/** Thrown where something took longer than it may. */
export class TimeLimitError extends Error {}

interface Cell {
  think: () => unknown;
}

const CELL: Cell = { think: () => undefined };
const CONTEXT = createContext(CELL);
const CALL = new Script('think()');

/**
 * Runs a synchronous function and stops it after `limitMs`, wherever it is. Costs about 0.1 ms, so it is for what
 * may loop over what somebody else wrote.
 * @throws TimeLimitError, or what the function throws
 */
export function runWithin<T>(limitMs: number, think: () => T): T {
  CELL.think = think;
  try {
    return CALL.runInContext(CONTEXT, { timeout: limitMs }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TimeLimitError(`took longer than ${limitMs} ms`);
  } finally {
    CELL.think = () => undefined;
  }
}
