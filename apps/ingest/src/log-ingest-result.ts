import type { Logger } from '@ins-relay/platform';
import type { IngestResult } from './ingest-result.js';

/** One wide line for a call; what the caller chose is cut, and escaped by the logger. */
export function logIngestResult(
  logger: Pick<Logger, 'info' | 'error'>,
  what: 'notification' | 'pixel',
  connectionId: string,
  result: IngestResult,
  durationMs: number,
): void {
  const line = { connection: connectionId.slice(0, 64), ...result, durationMs };
  if (result.result === 'unavailable') logger.error(line, what);
  else logger.info(line, what);
}
