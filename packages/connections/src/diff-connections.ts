import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '@ins-relay/contracts';
import { flattenConnection, type FlatField } from './flatten-connection.js';

/** One setting that is not the same; texts as they may be shown to anybody. */
export interface FieldChange {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

export type ConnectionDiff =
  | { readonly id: string; readonly diff: 'created' }
  | { readonly id: string; readonly diff: 'changed'; readonly changes: readonly FieldChange[] }
  | { readonly id: string; readonly diff: 'unchanged' };

export interface ConnectionsDiff {
  /** In the order of the wanted ones. */
  readonly connections: readonly ConnectionDiff[];
  /** Ids that exist and are not among the wanted ones; applying a file leaves them as they are. */
  readonly untouched: readonly string[];
}

/** What applying `wanted` would change. Of secrets it tells only that they are set, or change. */
export function diffConnections(
  existing: readonly Connection[],
  wanted: readonly Connection[],
): ConnectionsDiff {
  const before = new Map(existing.map((connection) => [connection.id, connection]));
  const wantedIds = new Set(wanted.map((connection) => connection.id));
  return {
    connections: wanted.map((connection) => diffConnection(before.get(connection.id), connection)),
    untouched: existing.map((connection) => connection.id).filter((id) => !wantedIds.has(id)),
  };
}

function diffConnection(before: Connection | undefined, after: Connection): ConnectionDiff {
  const { id } = after;
  if (before === undefined) return { id, diff: 'created' };
  if (isDeepStrictEqual(before, after)) return { id, diff: 'unchanged' };
  const from = flattenConnection(before);
  const to = flattenConnection(after);
  const paths = new Set([...from.keys(), ...to.keys()]);
  const changes = [...paths].flatMap((path) => describeChange(path, from.get(path), to.get(path)) ?? []);
  return { id, diff: 'changed', changes };
}

function describeChange(path: string, from?: FlatField, to?: FlatField): FieldChange | undefined {
  if (from?.value === to?.value && from?.isSecret === to?.isSecret) return undefined;
  const isReplaced = from?.isSecret === true && to?.isSecret === true;
  return { path, from: show(from), to: isReplaced ? '•••• (changed)' : show(to) };
}

function show(field: FlatField | undefined): string {
  if (field === undefined) return '(nothing)';
  return field.isSecret ? '•••• (set)' : field.value;
}
