import type { ConnectionDiff, ConnectionsDiff } from './diff-connections.js';

const MARKS = { created: '+', changed: '~', unchanged: '=' } as const;

/** A diff as plain text for the terminal; ends without a line break. */
export function formatDiff(diff: ConnectionsDiff): string {
  const lines = diff.connections.flatMap(formatConnection);
  for (const id of diff.untouched) lines.push(`  ${id}: not in the file, left as it is`);
  const count = (kind: ConnectionDiff['diff']) => diff.connections.filter((one) => one.diff === kind).length;
  const counts = (['created', 'changed', 'unchanged'] as const).map((kind) => `${count(kind)} ${kind}`);
  return [...lines, counts.join(', ')].join('\n');
}

function formatConnection(one: ConnectionDiff): string[] {
  const head = `${MARKS[one.diff]} ${one.id}: ${one.diff}`;
  if (one.diff !== 'changed') return [head];
  const width = Math.max(...one.changes.map((change) => change.path.length));
  return [head, ...one.changes.map(({ path, from, to }) => `    ${path.padEnd(width)}  ${from} → ${to}`)];
}
