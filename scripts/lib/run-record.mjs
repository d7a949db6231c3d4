// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATE } from './repository.mjs';
import { runQuietly } from './run-command.mjs';
import { ScriptError } from './step.mjs';

const RECORD = join(STATE, 'running.json');

/** @typedef {{ pid: number, command: string }} RecordedProcess */

/**
 * Two stacks must not share one data folder. Refuses when another one runs, and ends what one that was killed
 * has left behind: by its pid, and only if that is still the same program.
 */
export async function claimRun() {
  mkdirSync(STATE, { recursive: true });
  if (existsSync(RECORD)) {
    /** @type {{ owner: RecordedProcess, children: RecordedProcess[] }} */
    const { owner, children } = JSON.parse(readFileSync(RECORD, 'utf8'));
    if (await isStillRunning(owner)) {
      throw new ScriptError(
        `It runs already, as process ${owner.pid}. Stop that one first (Ctrl-C, or kill ${owner.pid}).`,
      );
    }
    for (const child of children) if (await isStillRunning(child)) process.kill(child.pid, 'SIGKILL');
  }
  await recordRun([]);
}

/** @param {readonly number[]} children the pids of what this process has started */
export async function recordRun(children) {
  const record = { owner: await describe(process.pid), children: await Promise.all(children.map(describe)) };
  writeFileSync(RECORD, JSON.stringify(record, null, 2));
}

export function releaseRun() {
  rmSync(RECORD, { force: true });
}

/** @param {RecordedProcess} recorded */
async function isStillRunning(recorded) {
  return recorded.command !== '' && (await describe(recorded.pid)).command === recorded.command;
}

/**
 * @param {number} pid
 * @returns {Promise<RecordedProcess>} with an empty command when there is no such process
 */
async function describe(pid) {
  try {
    return { pid, command: (await readCommand(pid)).trim() };
  } catch {
    return { pid, command: '' };
  }
}

/** @param {number} pid */
async function readCommand(pid) {
  const proc = `/proc/${pid}/cmdline`;
  return existsSync(proc) ? readFileSync(proc, 'utf8') : runQuietly('ps', ['-o', 'args=', '-p', String(pid)]);
}
