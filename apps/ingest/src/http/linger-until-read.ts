import type { IncomingMessage } from 'node:http';

/** Long enough to read what an honest caller still writes. */
const LINGER_MS = 2_000;

/**
 * A caller that is cut off while it still writes would see a broken connection in place of the answer. So the rest
 * is read and thrown away, for a while.
 */
export function lingerUntilRead(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(timer));
}
