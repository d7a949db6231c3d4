import { destination, pino, type BaseLogger, type DestinationStream } from 'pino';
import { removePrivate } from './remove-private.js';

/** Without pino's `child`: what is bound to a logger would get past `removePrivate`. */
export type Logger = BaseLogger;

/**
 * Lines leave together, at the latest after a moment, for under load a write of each would cost more than the line;
 * and whatever ends the process in order writes the rest. What is on its way to the output at that moment may come
 * after that rest: `time` tells the order. To write in the process's own thread would keep it, and would stop a service
 * whose log nobody reads. What a kill -9 takes along is in the ledger. No more of them than this: sonic-boom copies all
 * that wait for every line that joins them.
 */
const TOGETHER = { sync: false, minLength: 4_096 } as const;
const TOGETHER_MS = 100;

type Output = DestinationStream & { flushSync(): void };

let processOutput: Output | undefined;

/**
 * A JSON logger: one wide line per step. Fields that could hold customer data or secrets are removed whatever
 * the caller passes; callers pass ids, codes and durations only.
 * @param app the app's name, on every line
 */
export function createLogger(
  app: string,
  level: string,
  output: DestinationStream = (processOutput ??= openOutput()),
): Logger {
  return pino(
    {
      level,
      base: { app },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: removePrivate },
      serializers: { err: describeError },
    },
    output,
  );
}

/** For all loggers of the process. It sleeps while nothing is logged: to wake up in vain costs CPU all day long. */
function openOutput(): Output {
  const lines = destination(TOGETHER);
  let isFlushDue = false;
  return {
    write: (line) => {
      lines.write(line);
      if (isFlushDue) return;
      isFlushDue = true;
      setTimeout(() => {
        isFlushDue = false;
        lines.flush();
      }, TOGETHER_MS).unref();
    },
    // pino asks for it after a fatal line.
    flushSync: () => lines.flushSync(),
  };
}

/** An error without the fields that client libraries hang onto it (commands, arguments, bodies). */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
  };
}
