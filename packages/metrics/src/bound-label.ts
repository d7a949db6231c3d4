const OTHER = 'other';

/**
 * Keeps a label from growing without end: the first so many values keep their name, all later ones are `other`.
 * @param valuesMax one for each connection is fine; one for each receipt would not be
 */
export function boundLabel(valuesMax: number): (value: string | undefined) => string {
  const known = new Set<string>();
  return (value) => {
    if (value === undefined) return 'unknown';
    if (known.has(value)) return value;
    if (known.size >= valuesMax) return OTHER;
    known.add(value);
    return value;
  };
}
