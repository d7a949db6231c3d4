// @ts-check
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run-command.mjs';
import { ScriptError } from './step.mjs';

/**
 * Puts Debian's or Ubuntu's Redis server and the libraries that this machine lacks into a folder. It needs no
 * root and installs nothing.
 * @param {string} folder gets an executable `redis-server`
 */
export async function downloadRedis(folder) {
  rmSync(folder, { recursive: true, force: true });
  const packages = join(folder, 'packages');
  const files = join(folder, 'files');
  for (const dir of ['lists/partial', 'cache/archives/partial', 'packages', 'files']) {
    mkdirSync(join(folder, dir), { recursive: true });
  }
  // Package lists of our own: the machine's may be missing, and only root may renew them.
  const apt = [
    '-o',
    `Dir::State::Lists=${folder}/lists`,
    '-o',
    `Dir::Cache=${folder}/cache`,
    '-o',
    'Debug::NoLocking=1',
  ];
  await runQuietly('apt-get', [...apt, 'update']);
  const plan = await runQuietly('apt-get', [
    ...apt,
    'install',
    '--simulate',
    '--no-install-recommends',
    'redis-server',
  ]);
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  if (names.length === 0) throw new ScriptError('redis-server is installed, but it is not on the PATH.');
  await runQuietly('apt-get', [...apt, 'download', ...names], { cwd: packages });
  for (const name of readdirSync(packages)) await runQuietly('dpkg', ['-x', join(packages, name), files]);
  const server = join(files, 'usr/bin/redis-server');
  if (!existsSync(server)) throw new ScriptError(`The packages ${names.join(', ')} hold no redis-server.`);
  writeFileSync(join(folder, 'redis-server'), createStarter());
  chmodSync(join(folder, 'redis-server'), 0o755);
  for (const dir of ['lists', 'cache', 'packages']) rmSync(join(folder, dir), { recursive: true });
}

/** The server takes this shell's place, so signals for the one reach the other. */
function createStarter() {
  return `#!/bin/sh
files="$(cd "$(dirname "$0")" && pwd)/files"
for folder in "$files"/usr/lib/*-linux-gnu* "$files"/lib/*-linux-gnu*; do
  [ -d "$folder" ] && LD_LIBRARY_PATH="$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
done
export LD_LIBRARY_PATH
exec "$files/usr/bin/redis-server" "$@"
`;
}
