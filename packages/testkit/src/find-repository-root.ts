import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the monorepo: the first one upwards that holds pnpm-workspace.yaml.
 * @throws Error when there is none
 */
export function findRepositoryRoot(startDir: string = process.cwd()): string {
  for (let dir = startDir; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'pnpm-workspace.yaml'))) return dir;
    if (dir === dirname(dir)) throw new Error(`no pnpm-workspace.yaml in ${startDir} or above it`);
  }
}
