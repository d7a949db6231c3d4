import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askRedis, findRepositoryRoot, type LocalStackOptions } from '@ins-relay/testkit';

const PASSWORD = 'a-password';

/** Creates the users that docs/redis.md tells operators to create: the lines are run as they stand there. */
export async function createDocumentedUsers(port: number): Promise<void> {
  const page = readFileSync(join(findRepositoryRoot(__dirname), 'docs/redis.md'), 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('ACL SETUSER '));
  await askRedis(port, async (redis) => {
    for (const line of lines) {
      const [command = '', ...args] = line.replace('>PASSWORD', `>${PASSWORD}`).split(' ');
      await redis.call(command, ...args);
    }
  });
}

/** The user of an app. */
export function documentedUser(app: string): { username: string; password: string } {
  return { username: `ins-${app}`, password: PASSWORD };
}

/** Makes every app, and the command line, use its own user. */
export function useDocumentedUsers(): Pick<LocalStackOptions, 'env' | 'serviceEnv'> {
  const credentials = (app: string) => ({ REDIS_USERNAME: `ins-${app}`, REDIS_PASSWORD: PASSWORD });
  return {
    env: credentials('relay'),
    serviceEnv: {
      ingest: credentials('ingest'),
      mapper: credentials('mapper'),
      dispatcher: credentials('dispatcher'),
      console: credentials('console'),
    },
  };
}
