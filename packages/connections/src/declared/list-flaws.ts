import { findClosestWord } from '@ins-relay/mapping';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { CHECKED_BY, type Flaw } from './checked-by.js';
import type { NodePath } from './node-path.js';
import type { PlacedFlaw } from './prepare-document.js';

const UNKNOWN_KEY = 'whitelistValidation';
/** Said of every value that is no object where one may be; whether it has to be one, `CheckedBy` tells. */
const NOT_AN_OBJECT = 'nestedValidation';

/** All that class-validator found, as a flat list. */
export function listFlaws(errors: readonly ValidationError[], parents: NodePath = []): PlacedFlaw[] {
  return errors.flatMap((error) => {
    const step = Array.isArray(error.target) ? Number(error.property) : error.property;
    const path = [...parents, step];
    const own = Object.entries(error.constraints ?? {}).flatMap(([constraint, message]): PlacedFlaw[] => {
      switch (constraint) {
        case CHECKED_BY:
          return (JSON.parse(message) as Flaw[]).map((flaw) => ({
            ...flaw,
            path: [...path, ...(flaw.at ?? [])],
          }));
        case UNKNOWN_KEY:
          return [describeUnknownKey(error, path)];
        case NOT_AN_OBJECT:
          return [];
        default:
          return [{ problem: message, fix: 'correct it', path }];
      }
    });
    return [...own, ...listFlaws(error.children ?? [], path)];
  });
}

function describeUnknownKey(error: ValidationError, path: NodePath): PlacedFlaw {
  const known = listKnownKeys(error.target);
  const meant = findClosestWord(error.property, known);
  const fix = meant === undefined ? `remove it; known here: ${known.join(', ')}` : `did you mean ${meant}?`;
  return { problem: 'is not a key that is known here', fix, path, isAboutKey: true };
}

function listKnownKeys(target: object | undefined): string[] {
  if (target === undefined) return [];
  const declared = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  return [...new Set(declared.map((field) => field.propertyName))];
}
