import { hash } from 'node:crypto';
import { findClosestWord } from './find-closest-word.js';

/** What `| name` does to a value. */
export type Filter = (text: string) => string;

const FILTERS: Readonly<Record<string, Filter>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  /** Hex; nothing stays nothing, so that an empty value is still left out. */
  sha256: (text) => (text === '' ? '' : hash('sha256', text, 'hex')),
  /** Of an instant: its day in UTC. */
  date: (text) => (/^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text),
};
const DEFAULT = /^default\s*:\s*(?:'([^']*)'|"([^"]*)")$/;

/** @returns what is wrong, as text */
export function compileFilter(text: string): Filter | string {
  const fallback = DEFAULT.exec(text);
  if (fallback !== null) {
    const value = fallback[1] ?? fallback[2] ?? '';
    return (given) => (given === '' ? value : given);
  }
  const filter = Object.hasOwn(FILTERS, text) ? FILTERS[text] : undefined;
  if (filter !== undefined) return filter;
  const names = [...Object.keys(FILTERS), "default:'…'"];
  const meant = findClosestWord(text, names);
  return `there is no filter "${text}"; ${meant === undefined ? `known are ${names.join(', ')}` : `did you mean ${meant}?`}`;
}
