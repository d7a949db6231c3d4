import { UsageError } from './relay-context.js';

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads `15m`, `2h`, `3d` (that long before now) or an ISO date.
 * @returns milliseconds since 1970, UTC
 * @throws UsageError
 */
export function parseTime(text: string, nowMs: number): number {
  const span = /^(\d+)([smhd])$/.exec(text.trim());
  if (span !== null) return nowMs - Number(span[1]) * (UNIT_MS[span[2] ?? ''] ?? 0);
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs))
    throw new UsageError(`"${text}" is no time; write 15m, 2h, 3d or 2026-11-23T12:00Z`);
  return atMs;
}
