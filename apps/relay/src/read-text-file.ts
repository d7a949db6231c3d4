import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from './relay-context.js';

/** @param file a path; `-` reads from standard input. @throws UsageError that says why it can't be read */
export async function readTextFile(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  });
}
