import {
  ValidatorConstraint,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { parseRedisAddress } from './parse-redis-address.js';
import type { RedisAddress } from './redis-address.js';

/** The settings of Redis fit together; looks at all of them, so that what is wrong is told in one place. */
@ValidatorConstraint({ name: 'isRedisAddress' })
export class IsRedisAddress implements ValidatorConstraintInterface {
  validate(_value: unknown, args: ValidationArguments): boolean {
    return findProblem(args) === undefined;
  }

  defaultMessage(args: ValidationArguments): string {
    return findProblem(args) ?? '';
  }
}

function findProblem({ object }: ValidationArguments): string | undefined {
  try {
    parseRedisAddress((object as { redis: RedisAddress }).redis);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
