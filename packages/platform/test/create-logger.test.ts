import { spawn } from 'node:child_process';
import { join } from 'node:path';

const DIST = join(__dirname, '../dist/index.js');

/** Runs a process that logs, and gives back what it wrote and when. */
async function runLogging(script: string): Promise<{ messages: string[]; firstMs: number; endMs: number }> {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { createLogger } from '${DIST}'; const logger = createLogger('a', 'info'); ${script}`,
  ]);
  let text = '';
  let firstMs = Number.POSITIVE_INFINITY;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    firstMs = Math.min(firstMs, performance.now());
    text += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const lines = text.split('\n').filter((line) => line !== '');
  const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  return { messages, firstMs, endMs: performance.now() };
}

test('a line leaves while its process lives, though nothing follows it', async () => {
  const { messages, firstMs, endMs } = await runLogging(`logger.info('alone'); setTimeout(() => {}, 2_000);`);
  expect(messages).toEqual(['alone']);
  expect(endMs - firstMs).toBeGreaterThan(1_000);
});

test.each([
  ['in order', `other.info('over'); process.exit(0);`],
  ['by a fault', `logger.fatal('over'); process.exit(1);`],
  ['by itself', `logger.info('over');`],
])('what is logged just before a process ends %s is written, by whichever logger', async (_how, end) => {
  const { messages } = await runLogging(
    `const other = createLogger('b', 'info');
     for (let i = 0; i < 50; i += 1) { logger.info('a' + i); other.info('b' + i); }
     ${end}`,
  );
  const expected = Array.from({ length: 50 }, (_, i) => [`a${i}`, `b${i}`]).flat();
  expect(messages).toEqual([...expected, 'over']);
});
