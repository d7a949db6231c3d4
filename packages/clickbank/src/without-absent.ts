import { putPresent } from './put-present.js';

/** The same fields, those that are undefined left out. */
export function withoutAbsent<T extends object>(fields: T): T {
  return putPresent({} as T, fields);
}
