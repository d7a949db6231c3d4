/** Puts into `target`, and returns, those of the fields that are not undefined. */
export function putPresent<T extends object>(target: T, fields: Partial<T>): T {
  // Plain literals, so nothing is inherited.
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) target[name] = value;
  }
  return target;
}
