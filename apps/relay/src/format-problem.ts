import type { FileProblem } from '@ins-relay/connections/declared';

/** `file:line:column`, which terminals and editors make a link of. */
export function formatProblem(fileName: string, { line, column, path, problem, fix }: FileProblem): string {
  return `${fileName}:${line}:${column} ${path} ${problem}\n    fix: ${fix}`;
}
