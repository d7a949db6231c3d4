import type { IncomingMessage } from 'node:http';

/**
 * Reads a body of so many bytes at most. `too-large` comes as soon as it is known, and the rest is still to be read;
 * `broken-off` is a caller that left.
 */
export function readBody(
  request: IncomingMessage,
  bytesMax: number,
): Promise<Buffer | 'too-large' | 'broken-off'> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length']) > bytesMax) return resolve('too-large');
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) chunks.push(chunk);
      else resolve('too-large');
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    // Comes after `end` too, when it changes nothing.
    request.once('close', () => resolve('broken-off'));
  });
}
