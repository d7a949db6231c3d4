import type { Problem } from '@ins-relay/console-contract';
import { CallError } from '../api/call-api.js';

/** What is said under the field of a form; undefined where nothing is wrong there. */
export function problemAt(error: Error | null, path: string): string | undefined {
  const problem = listProblems(error).find((one) => one.path === path);
  return problem === undefined ? undefined : describeProblem(problem);
}

/** Problems that no field of the form shows: for above the button. */
export function problemsElsewhere(error: Error | null, shown: readonly string[]): string[] {
  if (error === null) return [];
  const problems = listProblems(error);
  if (problems.length === 0) return [error.message];
  return problems
    .filter(({ path }) => !shown.includes(path))
    .map((problem) => `${problem.path === '' ? '' : `${problem.path}: `}${describeProblem(problem)}`);
}

/** `is taken by another connection – choose another one`. */
export function describeProblem({ fix, problem }: Problem): string {
  return fix === '' ? problem : `${problem} – ${fix}`;
}

function listProblems(error: Error | null): readonly Problem[] {
  return error instanceof CallError ? error.problems : [];
}
