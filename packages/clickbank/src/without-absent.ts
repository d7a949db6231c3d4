/** The same fields, those that are undefined left out. */
export function withoutAbsent<T extends object>(fields: T): T {
  const present: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) {
    if (fields[name] !== undefined) present[name] = fields[name];
  }
  return present as T;
}
