import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;
const pool = Buffer.alloc(POOL_BYTES);
let usedBytes = POOL_BYTES;

/**
 * So many bytes of strong randomness that nobody else gets. They come from the kernel a page at a time: for a dozen
 * bytes, asking takes ten times as long as using them.
 * @param count at most 4096
 */
export function takeRandomBytes(count: number): Buffer {
  if (usedBytes + count > POOL_BYTES) {
    randomFillSync(pool);
    usedBytes = 0;
  }
  const taken = Buffer.from(pool.subarray(usedBytes, usedBytes + count));
  usedBytes += count;
  return taken;
}
