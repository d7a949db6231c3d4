import { findClosestWord } from '@ins-relay/mapping';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { CheckedBy, type Check, type Flaw, type Presence } from './checked-by.js';

type SectionClass = new () => object;

/** `true` or `false`. */
export function Flag(): PropertyDecorator {
  return CheckedBy((value) =>
    typeof value === 'boolean'
      ? undefined
      : {
          problem: `is ${describeKind(value)}, not true or false`,
          fix: 'write true or false, without quotes',
        },
  );
}

/** A whole number; both bounds are allowed. */
export function IntegerBetween(min: number, max: number): PropertyDecorator {
  const fix = `write a whole number from ${min} to ${max}`;
  return CheckedBy((value) => {
    if (typeof value !== 'number') return { problem: `is ${describeKind(value)}, not a number`, fix };
    if (!Number.isInteger(value)) return { problem: 'is not a whole number', fix };
    return value < min || value > max ? { problem: `is not between ${min} and ${max}`, fix } : undefined;
  });
}

/** One word of a closed list; the case matters. */
export function OneOf(words: readonly string[], presence?: Presence): PropertyDecorator {
  return CheckedBy((value) => {
    if (typeof value === 'string' && words.includes(value)) return undefined;
    const meant = findClosestWord(String(value), words);
    const fix = meant === undefined ? `write one of ${words.join(', ')}` : `did you mean ${meant}?`;
    return { problem: `is not one of ${words.join(', ')}`, fix };
  }, presence);
}

/** One line of text that `check` finds nothing wrong with. */
export function Text(
  lengthMax: number,
  check: TextCheck = () => undefined,
  presence?: Presence,
): PropertyDecorator {
  return CheckedBy((value) => checkText(value, lengthMax, check), presence);
}

/** Checks a text of which is already known that it is neither empty, nor too long, nor has control characters. */
export type TextCheck = (text: string) => Flaw | undefined;

export function checkText(value: unknown, lengthMax: number, check: TextCheck): Flaw | undefined {
  if (typeof value !== 'string') {
    // YAML reads 0123 as the number 123 and 1e5 as 100000, so guessing the text could guess wrong.
    return { problem: `is ${describeKind(value)}, not text`, fix: 'put it in quotes' };
  }
  if (value.trim() === '') return { problem: 'is empty', fix: 'give it a value, or remove the line' };
  if (value.length > lengthMax) {
    return { problem: `is longer than ${lengthMax} characters`, fix: 'shorten it' };
  }
  if (/\p{Cc}/u.test(value)) {
    return { problem: 'contains a line break or a control character', fix: 'write it on one line' };
  }
  return check(value);
}

/** A map with the keys that `section` declares. */
export function Section(section: () => SectionClass): PropertyDecorator {
  return combine(
    Type(section),
    ValidateNested(),
    CheckedBy((value) => (isMap(value) ? undefined : notAMap(value))),
  );
}

/** A list of maps, each with the keys that `section` declares; `check` sees the list once each is a map. */
export function ListOf(
  section: () => SectionClass,
  check: Check = () => undefined,
  presence?: Presence,
): PropertyDecorator {
  return combine(
    Type(section),
    ValidateNested({ each: true }),
    CheckedBy((value) => {
      if (!Array.isArray(value)) return notAList(value);
      const flaws = value.flatMap((item, i) => (isMap(item) ? [] : [{ ...notAMap(item), at: [i] }]));
      return flaws.length > 0 ? flaws : check(value);
    }, presence),
  );
}

/** A list of texts, each of which `check` finds nothing wrong with. */
export function ListOfTexts(lengthMax: number, check: TextCheck): PropertyDecorator {
  return CheckedBy((value) => {
    if (!Array.isArray(value)) return notAList(value);
    return value.flatMap((item, i) => {
      const flaw = checkText(item, lengthMax, check);
      return flaw === undefined ? [] : [{ ...flaw, at: [i] }];
    });
  });
}

export function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notAMap(value: unknown): Flaw {
  return {
    problem: `is ${describeKind(value)}, not a map`,
    fix: 'write its keys below it, each on an indented line',
  };
}

function notAList(value: unknown): Flaw {
  return {
    problem: `is ${describeKind(value)}, not a list`,
    fix: 'start each item with "- ", or write [] for none',
  };
}

function combine(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, field) => decorators.forEach((decorate) => decorate(target, field));
}

function describeKind(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'a map';
  }
}
