import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runCommand } from '@ins-relay/testkit';

const BEGIN = `import { createLogger } from '${join(__dirname, '../dist/index.js')}';
  const logger = createLogger('a', 'info');`;

const toArguments = (script: string) => ['--input-type=module', '-e', `${BEGIN} ${script}`];

function readMessages(text: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}

test('a line leaves while its process lives, though nothing follows it', async () => {
  const child = spawn(process.execPath, toArguments(`logger.info('alone'); setInterval(() => {}, 60_000);`));
  try {
    const [written] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(readMessages(written)).toEqual(['alone']);
    expect(child.exitCode).toBeNull();
  } finally {
    child.kill('SIGKILL');
  }
});

test.each([
  ['in order', `other.info('over'); process.exit(0);`],
  ['by a fault', `logger.fatal('over'); process.exit(1);`],
  ['by itself', `logger.info('over');`],
])('what is logged just before a process ends %s is written, by whichever logger', async (_how, end) => {
  const script = `const other = createLogger('b', 'info');
    for (let i = 0; i < 50; i += 1) { logger.info('a' + i); other.info('b' + i); }
    ${end}`;
  const { stdout } = await runCommand(process.execPath, toArguments(script));
  const expected = Array.from({ length: 50 }, (_, i) => [`a${i}`, `b${i}`]).flat();
  // In whichever order: what was on its way already when the process ended can come last.
  expect(readMessages(stdout).sort()).toEqual([...expected, 'over'].sort());
});
