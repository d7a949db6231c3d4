/** The keys and indexes that lead to a place in a file. */
export type NodePath = readonly (string | number)[];

/** @returns `connections[0].clickbank.role` */
export function formatPath(path: NodePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
