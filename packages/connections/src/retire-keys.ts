import type { RetiredKey } from '@ins-relay/contracts';

export interface KeysInUse {
  readonly current: string;
  readonly retired: readonly RetiredKey[];
}

/**
 * The keys that are still accepted beside `current`. A key that was current before is accepted until its grace is
 * over; one that was retired before, until its own time is. What `listed` says about a key wins, so listing one
 * with a time that is past ends it at once. Expired keys, and the current one, are left out.
 * @param before the keys in use until now; undefined for a new connection
 */
export function retireKeys(
  current: string,
  listed: readonly RetiredKey[],
  before: KeysInUse | undefined,
  graceMs: number,
  nowMs: number,
): RetiredKey[] {
  const candidates = [...listed];
  if (before !== undefined) {
    if (before.current !== current)
      candidates.push({ key: before.current, acceptedUntilMs: nowMs + graceMs });
    // A key without an end is accepted as long as it is listed, and these are not listed any more.
    candidates.push(...before.retired.filter((retired) => retired.acceptedUntilMs !== null));
  }
  const seen = new Set([current]);
  return candidates.filter(({ key, acceptedUntilMs }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return acceptedUntilMs === null || acceptedUntilMs > nowMs;
  });
}
