import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemsElsewhere } from './problem-at.js';

/** What is wrong and belongs to no field that is on screen. */
export function FormProblems({ error, shown }: { error: Error | null; shown: readonly string[] }): ReactNode {
  const problems = problemsElsewhere(error, shown);
  if (problems.length === 0) return null;
  return (
    <Alert color="red" role="alert">
      {problems.map((problem) => (
        <div key={problem}>{problem}</div>
      ))}
    </Alert>
  );
}
