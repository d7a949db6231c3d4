import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { Problem } from '@ins-relay/console-contract';
import { ApiProblem } from './api-problem.js';

/** Checks what was sent against the class of the parameter; unknown fields are mistakes too. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => {
      const problems = errors.flatMap((error) => listProblems(error, ''));
      const [first] = problems;
      return new ApiProblem(
        422,
        first === undefined ? 'This can’t be used.' : `${first.path} ${first.problem}`,
        problems,
      );
    },
  });
}

function listProblems({ children, constraints, property }: ValidationError, parent: string): Problem[] {
  const path = parent === '' ? property : `${parent}.${property}`;
  const own = Object.values(constraints ?? {}).map((message) => ({
    path,
    problem: message.replace(`${property} `, ''),
    fix: '',
  }));
  return [...own, ...(children ?? []).flatMap((child) => listProblems(child, path))];
}
