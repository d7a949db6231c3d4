// @ts-check
import { cpus, release } from 'node:os';

/** What figures were measured on. */
export function describeMachine() {
  return `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, Linux ${release()}`;
}
