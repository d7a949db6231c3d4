import type { Logger } from '@ins-relay/platform';
import type { IngestResult } from './ingest-result.js';
import type { PixelResult } from './pixel/accept-pixel-hit.js';

/** One wide line for a call; what the caller chose is cut, and escaped by the logger. */
export function logIngestResult(
  logger: Logger,
  what: 'notification' | 'pixel',
  connectionId: string,
  result: IngestResult | PixelResult,
  durationMs: number,
): void {
  const line = { connection: connectionId.slice(0, 64), ...result, durationMs };
  if (result.result === 'unavailable') logger.error(line, what);
  else logger.info(line, what);
}
