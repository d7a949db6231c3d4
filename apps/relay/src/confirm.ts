import { createInterface } from 'node:readline/promises';
import { UsageError } from './relay-context.js';

/** Asks whoever is at the terminal. @throws UsageError where nobody is */
export async function confirm(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('Nobody is there to ask; write --yes.');
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('Go on? [y/N] ');
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}
