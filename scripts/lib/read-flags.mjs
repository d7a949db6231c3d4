// @ts-check
import { parseArgs } from 'node:util';
import { ScriptError } from './step.mjs';

/**
 * The flags with which this script was started.
 * @template {import('node:util').ParseArgsOptionsConfig} Options
 * @param {Options} options as `parseArgs` takes them
 * @throws {ScriptError} for a flag that there is not, a value that is missing or an argument that no flag takes; it
 * names the flags that there are
 */
export function readFlags(options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new ScriptError(
      `${error instanceof Error ? error.message : error}\nFlags: ${describeFlags(options)}`,
    );
  }
}

/** @param {import('node:util').ParseArgsOptionsConfig} options */
function describeFlags(options) {
  return Object.entries(options)
    .map(
      ([name, { type, multiple }]) =>
        `--${name}${type === 'string' ? ' <value>' : ''}${multiple ? ' …' : ''}`,
    )
    .join(', ');
}
