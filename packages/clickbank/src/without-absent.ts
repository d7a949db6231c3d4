/** The same fields, those that are undefined left out. */
export function withoutAbsent<T extends object>(fields: T): T {
  const present: Partial<T> = {};
  // Plain literals, so nothing is inherited.
  for (const name in fields) {
    if (fields[name] !== undefined) present[name] = fields[name];
  }
  return present as T;
}
