/**
 * The candidate that a mistyped word most likely means, whatever its case; undefined if none is near.
 * Near: one edit in three characters, two at least.
 */
export function findClosestWord(word: string, candidates: readonly string[]): string | undefined {
  let closest: string | undefined;
  let smallest = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = countEdits(word.toLowerCase(), candidate.toLowerCase());
    // A word of which every letter would have to change is no typing error.
    if (edits < smallest && edits < candidate.length) {
      closest = candidate;
      smallest = edits;
    }
  }
  return closest;
}

/** Levenshtein's distance. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
