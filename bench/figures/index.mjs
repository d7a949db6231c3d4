// @ts-check
import { measureCommands } from './commands.mjs';
import { measureDrain } from './drain.mjs';
import { measureGrowth } from './growth.mjs';
import { measureIngest } from './ingest.mjs';
import { measureLatency } from './latency.mjs';
import { measureLedgerBytes } from './ledger-bytes.mjs';
import { measureList } from './list.mjs';
import { measureMemory } from './memory.mjs';
import { measurePipeline } from './pipeline.mjs';
import { measureStart } from './start.mjs';

/**
 * Everything that is measured, by the name that `--figure` takes. `ingest` measures its latency too.
 * @type {Readonly<Record<string, (bench: import('../lib/create-bench.mjs').Bench) => Promise<import('../lib/row.mjs').Row[]>>>}
 */
export const FIGURES = {
  ingest: measureIngest,
  pipeline: measurePipeline,
  latency: measureLatency,
  drain: measureDrain,
  'ledger-bytes': measureLedgerBytes,
  commands: measureCommands,
  memory: measureMemory,
  start: measureStart,
  growth: measureGrowth,
  list: measureList,
};
