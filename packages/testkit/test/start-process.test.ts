import { readdirSync, readFileSync } from 'node:fs';
import {
  getFreePort,
  startProcess,
  waitFor,
  type ManagedProcess,
  type ProcessOptions,
} from '../src/index.js';

let started: ManagedProcess | undefined;
afterEach(async () => {
  await started?.kill('SIGKILL');
  started = undefined;
});

async function startNode(script: string, options: Partial<ProcessOptions> = {}): Promise<ManagedProcess> {
  started = await startProcess({
    name: 'program',
    command: process.execPath,
    args: ['-e', script],
    ...options,
  });
  return started;
}

const listen = (port: number) =>
  `require('http').createServer((q, r) => { console.log('asked'); r.end('ok') }).listen(${port}, '127.0.0.1')`;

test('it is ready when its URL answers, and what it prints is kept', async () => {
  const port = await getFreePort();
  const readyUrl = `http://127.0.0.1:${port}/`;
  const program = await startNode(listen(port), { readyUrl });
  expect(program.isRunning).toBe(true);
  await waitFor(() => program.outputLines.includes('asked'), { describe: 'the line that it prints' });
});

test('one that ends before it is ready is reported with the last lines of its output', async () => {
  const script = `console.error('the port is taken'); process.exit(3)`;
  const start = startNode(script, { readyUrl: 'http://127.0.0.1:9/' });
  await expect(start).rejects.toThrow(/program ended \(code 3\) before it was ready\nthe port is taken/);
});

test('a command that does not exist is reported', async () => {
  const start = startProcess({
    name: 'program',
    command: '/nowhere/program',
    readyUrl: 'http://127.0.0.1:9/',
  });
  await expect(start).rejects.toThrow(/ENOENT/);
});

test('stop asks first and kills after the grace', async () => {
  const polite = `process.on('SIGTERM', () => process.exit(7))`;
  const deaf = `process.on('SIGTERM', () => undefined)`;
  const port = await getFreePort();
  const readyUrl = `http://127.0.0.1:${port}/`;
  const first = await startNode(`${polite}; ${listen(port)}`, { readyUrl });
  expect(await first.stop()).toEqual({ code: 7, signal: null });
  const second = await startNode(`${deaf}; ${listen(port)}`, { readyUrl, stopGraceMs: 50 });
  expect(await second.stop()).toEqual({ code: null, signal: 'SIGKILL' });
});

test('a killed process comes back with the same options', async () => {
  const port = await getFreePort();
  const readyUrl = `http://127.0.0.1:${port}/`;
  const program = await startNode(listen(port), { readyUrl });
  const { pid } = program;
  await program.kill('SIGKILL');
  expect(program.isRunning).toBe(false);
  await program.restart();
  expect(program.pid).not.toBe(pid);
  expect((await fetch(readyUrl)).status).toBe(200);
});

test('one that is paused stands still, with all its threads', async () => {
  const busy = `const { Worker } = require('worker_threads');
    let running = 0;
    const noteRunning = () => (running += 1) === 8 && console.log('busy');
    for (let i = 0; i < 8; i += 1) new Worker('for (;;) {}', { eval: true }).once('online', noteRunning);`;
  const program = await startNode(busy);
  await waitFor(() => program.outputLines.includes('busy'), { describe: 'its threads to run' });
  await program.kill('SIGSTOP');
  const tasks = `/proc/${program.pid}/task`;
  const states = readdirSync(tasks).map(
    (id) => /\) (\w)/.exec(readFileSync(`${tasks}/${id}/stat`, 'utf8'))?.[1],
  );
  expect(new Set(states)).toEqual(new Set(['T']));
});
