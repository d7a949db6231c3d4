import type { DecimalString } from '@ins-relay/contracts';
import { parseAmount } from './parse-amount.js';
import { parseInteger } from './parse-integer.js';
import type { Payload } from './parse-payload.js';

const TEXT_CHARACTERS_MAX = 4_096;
const BOOLEANS = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
]);

/**
 * Reads the fields of one object of a notification, leniently: ClickBank omits what is empty, and re-serialisers
 * turn numbers into text, objects into one-element arrays and empty objects into `[]`. What is there and can't be
 * read is noted by name.
 */
export class FieldReader {
  private constructor(
    private readonly source: Payload,
    /** Names of fields that were there but could not be read; shared by all readers of one notification. */
    readonly unreadable: string[],
    private readonly parent?: FieldReader,
    /** In the parent, where it is a list of one unless it is longer. */
    private readonly name = '',
    private readonly index = 0,
  ) {}

  /** It has nothing to note. */
  private static readonly ofNothing = new FieldReader({}, []);

  static ofRoot(payload: Payload): FieldReader {
    return new FieldReader(payload, []);
  }

  /** Empty and missing are the same. */
  text(name: string, charactersMax = TEXT_CHARACTERS_MAX): string | undefined {
    const value = this.source[name];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return this.give(name, undefined, value);
    if (value === '') return undefined;
    return value.length <= charactersMax ? value : value.slice(0, charactersMax);
  }

  amount(name: string): DecimalString | undefined {
    const value = this.source[name];
    return value === '' ? undefined : this.give(name, parseAmount(value), value);
  }

  /**
   * A text that `parse` makes something of.
   * @param canonicalName under which it is noted if `parse` can't; events know it by that
   */
  parsed<T>(name: string, canonicalName: string, parse: (text: string) => T | undefined): T | undefined {
    const text = this.text(name);
    const value = text === undefined ? undefined : parse(text);
    if (text !== undefined && value === undefined) this.note(canonicalName);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.source[name];
    return value === '' ? undefined : this.give(name, parseInteger(value), value);
  }

  boolean(name: string): boolean | undefined {
    const value = this.source[name];
    if (value === '') return undefined;
    const text = typeof value === 'string' ? value.toLowerCase() : value;
    return this.give(name, BOOLEANS.get(text), value);
  }

  /** An object, or an array of one; a reader of nothing where there is none. */
  object(name: string): FieldReader {
    const value = this.source[name];
    if (isObject(value)) return this.enter(value, name, 0);
    return this.list(name)[0] ?? FieldReader.ofNothing;
  }

  /** The objects of an array, or the one that stands alone. */
  list(name: string): FieldReader[] {
    const value = this.source[name];
    if (value === undefined || value === '') return [];
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    const readers: FieldReader[] = [];
    items.forEach((item, index) => {
      if (isObject(item)) readers.push(this.enter(item, name, index));
      else this.note(name);
    });
    return readers;
  }

  /** The texts of an array, or the one that stands alone; empty ones left out. */
  texts(name: string): string[] {
    const value = this.source[name];
    const items = Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
    const texts: string[] = [];
    for (const item of items) {
      if (typeof item === 'string' || typeof item === 'number') {
        const text = String(item).trim().slice(0, TEXT_CHARACTERS_MAX);
        if (text !== '') texts.push(text);
      } else this.note(name);
    }
    return texts;
  }

  /** Every key that has a text. */
  allTexts(): Record<string, string> {
    const texts: Record<string, string> = {};
    for (const name of Object.keys(this.source)) {
      const text = this.text(name);
      if (text !== undefined) setOwn(texts, name, text);
    }
    return texts;
  }

  /** The keys, as they came, that are not among the known ones. */
  rest(known: ReadonlySet<string>): Record<string, unknown> {
    const rest: Record<string, unknown> = {};
    for (const name of Object.keys(this.source)) {
      if (!known.has(name)) setOwn(rest, name, this.source[name]);
    }
    return rest;
  }

  private give<T>(name: string, read: T | undefined, source: unknown): T | undefined {
    if (read === undefined && source !== undefined && source !== null) this.note(name);
    return read;
  }

  private enter(value: Payload, name: string, index: number): FieldReader {
    return new FieldReader(value, this.unreadable, this, name, index);
  }

  private note(name: string): void {
    const path = this.join(name);
    if (!this.unreadable.includes(path)) this.unreadable.push(path);
  }

  private join(name: string): string {
    return this.parent === undefined ? name : `${this.parent.join(this.name)}.${this.index}.${name}`;
  }
}

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key such as __proto__ stays plain data. */
function setOwn<T>(object: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else object[name] = value;
}
