import type { Connection } from '@ins-relay/contracts';

/**
 * Remembers what `derive` makes of a connection (compiled rules, derived keys) until the connection changes. Works
 * because the directory hands out the same object while nothing changes.
 */
export function memoizeByConnection<T>(derive: (connection: Connection) => T): (connection: Connection) => T {
  const derived = new WeakMap<Connection, { readonly value: T }>();
  return (connection) => {
    const known = derived.get(connection);
    if (known !== undefined) return known.value;
    const value = derive(connection);
    derived.set(connection, { value });
    return value;
  };
}
