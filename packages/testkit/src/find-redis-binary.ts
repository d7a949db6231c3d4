import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['redis-server', 'valkey-server'];

/**
 * The Redis server to run: `REDIS_SERVER_BIN`, or redis-server, or valkey-server on the PATH.
 * @throws Error that says what to install
 */
export function findRedisBinary(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const declared = environment['REDIS_SERVER_BIN'];
  if (declared !== undefined && declared !== '') {
    if (isExecutable(declared)) return declared;
    throw new Error(`REDIS_SERVER_BIN is ${declared}, which is not an executable file`);
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    `no ${NAMES.join(' or ')} on the PATH; install one ` +
      '(Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis) or set REDIS_SERVER_BIN',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
