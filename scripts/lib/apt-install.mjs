// @ts-check
import { runQuietly } from './run-command.mjs';

/** Whether packages of this system can be installed from here: Linux with apt, as root. */
export async function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && (await hasCommand('apt-get'));
}

/**
 * Installs a package of the system.
 * @param {string} name
 * @throws if it can't be had
 */
export async function aptInstall(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { env });
  await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', name], { env });
}

/** @param {string} name */
export async function hasCommand(name) {
  try {
    await runQuietly('sh', ['-c', `command -v ${name}`]);
    return true;
  } catch {
    return false;
  }
}
