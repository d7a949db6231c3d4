// @ts-check
import { spawn } from 'node:child_process';
import { ROOT } from './repository.mjs';
import { ScriptError } from './step.mjs';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv }} RunOptions */

/**
 * Runs a command and keeps its output to itself, unless it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it wrote to stdout
 */
export async function runQuietly(command, args, { cwd = ROOT, env = process.env } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let all = '';
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    all += text;
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => (all += text));
  const end = await waitForEnd(child);
  if (end !== 0) throw new ScriptError(`${all}\n${command} ${args.join(' ')} failed (${end})`);
  return stdout;
}

/**
 * Runs a command whose output is shown as it comes.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
export async function runShown(command, args, { cwd = ROOT, env = process.env } = {}) {
  const end = await waitForEnd(spawn(command, args, { cwd, env, stdio: 'inherit' }));
  return typeof end === 'number' ? end : 1;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | string>} the exit code, or what ended it instead
 */
function waitForEnd(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
  });
}
