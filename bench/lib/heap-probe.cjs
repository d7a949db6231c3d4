// @ts-check
// Loaded into a process before anything else: at SIGUSR2 it collects garbage and writes what is left into a file.
const { writeFileSync, renameSync } = require('node:fs');

const { BENCH_HEAP_FILE: file = 'heap.json' } = process.env;
process.on('SIGUSR2', () => {
  // Twice: what has a finalizer goes with the second one.
  globalThis.gc?.();
  globalThis.gc?.();
  writeFileSync(`${file}.part`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.part`, file);
});
