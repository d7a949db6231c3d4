import 'reflect-metadata';
import { ValidateBy } from 'class-validator';

/** What is wrong with a value a person wrote, and what to do about it. Neither repeats a secret. */
export interface Flaw {
  readonly problem: string;
  readonly fix: string;
  /** Where inside the value; the value itself when absent. */
  readonly at?: readonly (string | number)[];
}

export type Check = (value: unknown) => Flaw | readonly Flaw[] | undefined;

/**
 * `required`: has to be there, or has a default in the class. `optional`: may be left out.
 * `nullable`: may also be null.
 */
export type Presence = 'required' | 'optional' | 'nullable';

/** Name of the constraint; its message is the list of flaws as JSON, for class-validator carries one text only. */
export const CHECKED_BY = 'checkedBy';

/** Declares how the value of a field is checked. One per field: a later one would replace it. */
export function CheckedBy(check: Check, presence: Presence = 'required'): PropertyDecorator {
  const find = (value: unknown) => findFlaws(check, presence, value);
  return ValidateBy({
    name: CHECKED_BY,
    validator: {
      validate: (value: unknown) => find(value).length === 0,
      defaultMessage: (about) => JSON.stringify(find(about?.value)),
    },
  });
}

function findFlaws(check: Check, presence: Presence, value: unknown): readonly Flaw[] {
  if (value === undefined) {
    return presence === 'required' ? [{ problem: 'is missing', fix: 'add it' }] : [];
  }
  if (value === null) {
    if (presence === 'nullable') return [];
    return [{ problem: 'is empty', fix: 'give it a value, or remove the line' }];
  }
  const found = check(value);
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as readonly Flaw[]) : [found as Flaw];
}
