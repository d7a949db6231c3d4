// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readRootPackage, ROOT, STATE } from './repository.mjs';
import { runQuietly } from './run-command.mjs';
import { ScriptError, step } from './step.mjs';

const TOOLS = join(STATE, 'tools');

/**
 * Makes `pnpm`, in the version that this repository is pinned to, a command of this process and its children.
 * Nothing is installed globally.
 */
export async function ensureTools() {
  ensureNodeVersion();
  process.env.TURBO_TELEMETRY_DISABLED = '1';
  process.env.COREPACK_ENABLE_DOWNLOAD_PROMPT = '0';
  const [name, version] = readRootPackage().packageManager.split('@');
  if (name !== 'pnpm' || version === undefined)
    throw new ScriptError('packageManager in package.json is not pnpm');
  if ((await readPnpmVersion()) === version) return;
  process.env.PATH = [join(TOOLS, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  if ((await readPnpmVersion()) === version) return;
  await step(`Getting pnpm ${version}`, async () => {
    mkdirSync(TOOLS, { recursive: true });
    // Without a package.json here npm would look for one further up.
    writeFileSync(join(TOOLS, 'package.json'), '{ "private": true }\n');
    await runQuietly('npm', ['install', '--prefix', TOOLS, '--no-audit', '--no-fund', `pnpm@${version}`], {
      cwd: TOOLS,
    });
    if ((await readPnpmVersion()) !== version) throw new ScriptError(`pnpm ${version} does not run`);
  });
}

/** Installs the packages of the lockfile and builds; both are quick when there is nothing to do. */
export async function installAndBuild() {
  // pnpm would ask before it replaces a node_modules of another making; there is nobody to answer.
  const install = ['install', '--frozen-lockfile', '--prefer-offline', '--config.confirmModulesPurge=false'];
  await step('Installing the packages of the lockfile', () => runQuietly('pnpm', install));
  await step('Building', () =>
    runQuietly('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']),
  );
}

function ensureNodeVersion() {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(readRootPackage().engines.node) ?? [];
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > Number(major) || (ownMajor === Number(major) && ownMinor >= Number(minor))) return;
  throw new ScriptError(`Node ${major}.${minor} or newer is needed; this is ${process.versions.node}.`);
}

/** @returns {Promise<string | undefined>} undefined where there is none that runs */
async function readPnpmVersion() {
  try {
    return (await runQuietly('pnpm', ['--version'], { cwd: ROOT })).trim();
  } catch {
    return undefined;
  }
}
