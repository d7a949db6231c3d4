import type { Flaw } from './checked-by.js';

/** One flaw for each item of a list whose `field` an earlier item has too. */
export function checkUnique(items: readonly object[], field: string): Flaw[] {
  const seen = new Map<unknown, number>();
  return items.flatMap((item, i) => {
    const value = (item as Record<string, unknown>)[field];
    if (typeof value !== 'string') return [];
    const first = seen.get(value);
    if (first === undefined) {
      seen.set(value, i);
      return [];
    }
    const problem = `is "${value}", which item ${first + 1} of this list has already`;
    return [{ problem, fix: `give each its own ${field}`, at: [i, field] }];
  });
}
