import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every environment variable that docs/configuration.md lists, which is tested against the apps' configuration. */
export function listVariables(root: string): Set<string> {
  const page = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
  const cells = [...page.matchAll(/^\| (`[^|]+)\|/gm)].map(([, cell]) => cell ?? '');
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name ?? '')));
}
