import type { Connection } from '@ins-relay/contracts';
import { replaceSecrets } from './replace-secrets.js';

/** A value as it may be shown; of a secret, only whether it is there. `value` tells whether two are the same. */
export interface FlatField {
  readonly value: string;
  readonly isSecret: boolean;
}

/**
 * Every single setting of a connection by its path. Parameters and rules go by their names, so that a new one in
 * front does not seem to change all that follow; their order is a setting of its own.
 */
export function flattenConnection(connection: Connection): Map<string, FlatField> {
  const secrets = new Set<string>();
  replaceSecrets(connection, (field, secret) => {
    secrets.add(field);
    return secret;
  });
  const fields = new Map<string, FlatField>();
  const add = (path: string, value: string) => fields.set(path, { value, isSecret: secrets.has(path) });
  flatten(connection, '', add);
  return fields;
}

function flatten(value: unknown, path: string, add: (path: string, value: string) => void): void {
  if (Array.isArray(value)) flattenList(value, path, add);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value))
      flatten(child, path === '' ? key : `${path}.${key}`, add);
  } else add(path, formatLeaf(value, path));
}

function flattenList(
  list: readonly unknown[],
  path: string,
  add: (path: string, value: string) => void,
): void {
  const names = list.flatMap((item) => readName(item) ?? []);
  const areNamed = names.length === list.length;
  const areMaps = list.every((item) => typeof item === 'object');
  add(
    path,
    areNamed
      ? `[${names.join(', ')}]`
      : areMaps
        ? `[${list.length} item${list.length === 1 ? '' : 's'}]`
        : `[${list.join(', ')}]`,
  );
  if (areMaps) list.forEach((item, i) => flatten(item, `${path}[${areNamed ? names[i] : i}]`, add));
}

function readName(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('name' in item)) return undefined;
  return typeof item.name === 'string' ? item.name : undefined;
}

function formatLeaf(value: unknown, path: string): string {
  // The moment at which a key ends is more telling as a date.
  if (typeof value === 'number' && path.endsWith('UntilMs')) return new Date(value).toISOString();
  if (value === null) return path.endsWith('UntilMs') ? 'as long as it is listed' : 'None';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
