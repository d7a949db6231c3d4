import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findRepositoryRoot } from './find-repository-root.js';

test('the root is found from a folder deep inside, and its absence is an error', () => {
  const root = findRepositoryRoot(__dirname);
  expect(existsSync(join(root, 'pnpm-workspace.yaml'))).toBe(true);
  expect(() => findRepositoryRoot('/')).toThrow(/no pnpm-workspace.yaml/);
});
