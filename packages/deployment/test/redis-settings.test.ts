import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { findRepositoryRoot, REDIS_SETTINGS } from '@ins-relay/testkit';

const root = findRepositoryRoot(__dirname);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const tested = Object.entries(REDIS_SETTINGS).sort();

/** `--name value` and `name value`, line by line. */
function listSettings(lines: readonly string[]): [string, string][] {
  return lines.map((line): [string, string] => {
    const [, name = '', value = ''] = /^(?:--)?(\S+) (\S+)$/.exec(line) ?? [];
    return [name, value];
  });
}

test('compose starts Redis as it is tested', () => {
  const { services } = parse(read('docker/compose.yaml'), { merge: true }) as {
    services: { redis: { command: string[] } };
  };
  const [server, ...args] = services.redis.command;
  expect(server).toBe('redis-server');
  expect(listSettings(args).sort()).toEqual(tested);
});

test('so does the small overlay, within the memory of its container', () => {
  const [statefulSet] = parseAllDocuments(read('k8s/overlays/small/redis.yaml')).map(
    (document) =>
      document.toJS() as { spec: { template: { spec: { containers: { args: readonly string[] }[] } } } },
  );
  const args = statefulSet?.spec.template.spec.containers[0]?.args ?? [];
  const settings = listSettings(args).filter(([name]) => name !== 'maxmemory');
  expect(settings.sort()).toEqual(tested);
  expect(args).toContain('--maxmemory 700mb');
});

test('and docs/redis.md says the same', () => {
  const blocks = [...read('docs/redis.md').matchAll(/^```\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  const lines = blocks
    .slice(0, 2)
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  expect(listSettings(lines).sort()).toEqual(tested);
});
