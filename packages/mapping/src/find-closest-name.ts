/** The name that was most likely meant, for "did you mean"; undefined where none is close. */
export function findClosestName(given: string, names: readonly string[]): string | undefined {
  let closest: string | undefined;
  let closestDistance = Math.max(2, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    const distance = measureDistance(given.toLowerCase(), name.toLowerCase());
    if (distance < closestDistance) [closest, closestDistance] = [name, distance];
  }
  return closest;
}

/** Levenshtein: how many characters have to be added, removed or replaced. */
function measureDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
